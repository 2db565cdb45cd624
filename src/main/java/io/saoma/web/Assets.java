package io.saoma.web;

import io.saoma.oauth.Sha256;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files that pages refer to, read once: no request ever becomes a path in a file system. Their
 * address names their content, so that a browser keeps them for good and never shows a page with
 * another version's script. Containers disagree about what their default servlet serves when it is
 * mapped to a prefix (Jetty 12.1 leaves the prefix out of the file's name, Tomcat does not), so
 * none of them is asked.
 */
public final class Assets extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String DIRECTORY = "/assets/";
  private static final List<String> METHODS = List.of("GET", "HEAD");
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** {@code /name}, or {@code /version/name}: another node's version where they are renewed. */
  private static final Pattern PATH = Pattern.compile("(?:/([A-Za-z0-9_-]{43}))?/([a-z.]+)");

  private final transient SortedMap<String, byte[]> files;
  private final String version;

  private Assets(SortedMap<String, byte[]> files) {
    this.files = files;
    var hashes = new StringBuilder();
    files.forEach((name, bytes) -> hashes.append(name).append(' ').append(Sha256.of(bytes)));
    this.version = Sha256.of(hashes.toString());
  }

  /** Reads the files of a web application. */
  public static Assets of(ServletContext context) {
    var files = new TreeMap<String, byte[]>();
    for (var path : context.getResourcePaths(DIRECTORY)) {
      if (TYPES.containsKey(type(path))) {
        try (var in = context.getResourceAsStream(path)) {
          files.put(path.substring(DIRECTORY.length()), in.readAllBytes());
        } catch (IOException e) {
          throw new UncheckedIOException(path + " cannot be read", e);
        }
      }
    }
    return new Assets(files);
  }

  private static String type(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Where the files are below the context, in this version. */
  public String path() {
    return DIRECTORY + version;
  }

  /** The container's own answers to other methods name its version, or repeat the request. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (METHODS.contains(request.getMethod())) {
      super.service(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      response.setHeader("Allow", String.join(", ", METHODS));
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var path = PATH.matcher(Objects.requireNonNullElse(request.getPathInfo(), ""));
    var bytes = path.matches() ? files.get(path.group(2)) : null;
    if (bytes == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader(
        "Cache-Control",
        version.equals(path.group(1)) ? "public, max-age=31536000, immutable" : "no-cache");
    response.setContentType(TYPES.get(type(path.group(2))));
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
