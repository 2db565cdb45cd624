package io.saoma.web;

import io.saoma.oauth.Sha256;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that pages refer to, read once: no request ever becomes a path in a file system.
 * Containers disagree about what their default servlet serves when it is mapped to a prefix (Jetty
 * 12.1 leaves the prefix out of the file's name, Tomcat does not), so none of them is asked.
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

  private final transient Map<String, Asset> assets = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // sent on, never compared
  private record Asset(String type, byte[] bytes, String tag) {}

  @Override
  public void init() throws ServletException {
    var paths = getServletContext().getResourcePaths(DIRECTORY);
    if (paths == null) {
      throw new ServletException("the web application lacks " + DIRECTORY);
    }
    for (var path : paths) {
      var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
      if (type != null) {
        var bytes = bytes(path);
        var name = "/" + path.substring(DIRECTORY.length());
        assets.put(name, new Asset(type, bytes, '"' + Sha256.of(bytes) + '"'));
      }
    }
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
    var asset = Optional.ofNullable(request.getPathInfo()).map(assets::get);
    if (asset.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("ETag", asset.get().tag());
    if (asset.get().tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(asset.get().type());
    response.setContentLength(asset.get().bytes().length);
    response.getOutputStream().write(asset.get().bytes());
  }

  private byte[] bytes(String path) throws ServletException {
    try (var in = getServletContext().getResourceAsStream(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ServletException(path + " cannot be read", e);
    }
  }
}
