package io.saoma.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** HTTP as bytes on a socket: what no client library would send, and all that comes back. */
final class Wire {
  private static final int PATIENCE_MILLIS = 30_000;

  private final URI server;
  private final Map<String, String> cookies;

  Wire(URI server, Map<String, String> cookies) {
    this.server = server;
    this.cookies = cookies;
  }

  /** Everything that was answered; a server that just closes has answered status 0. */
  record Reply(int status, List<String> headers, String body) {
    String header(String name) {
      return headers.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    String all() {
      return String.join("\n", headers) + "\n\n" + body;
    }
  }

  /** A GET of exactly this target. */
  Reply get(String target, String... headers) {
    return send("GET", target, headers(headers), new byte[0]);
  }

  /** A POST of exactly these bytes. */
  Reply post(String target, String contentType, byte[] body, String... headers) {
    var all = headers(headers);
    all.put("Content-Type", contentType);
    all.put("Content-Length", Integer.toString(body.length));
    return send("POST", target, all, body);
  }

  /**
   * A POST whose body ends before it is whole.
   *
   * @param framing the header that says how the body is sent
   */
  Reply broken(String target, String contentType, String framing, String body) {
    var all = headers(framing, "Content-Type: " + contentType);
    return send("POST", target, all, body.getBytes(ISO_8859_1), true);
  }

  /** A form as one of the server's own pages sends it. */
  Reply form(String target, Map<String, String> form, String... headers) {
    return post(
        target,
        "application/x-www-form-urlencoded",
        Browser.encoded(form).getBytes(ISO_8859_1),
        headers);
  }

  private Map<String, String> headers(String... headers) {
    var all = new LinkedHashMap<String, String>();
    all.put("Host", server.getRawAuthority());
    all.put("Connection", "close");
    all.put("Accept", "text/html");
    if (!cookies.isEmpty()) {
      all.put(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    for (var header : headers) {
      var pair = header.split(": ?", 2);
      all.put(pair[0], pair[1]);
    }
    return all;
  }

  private Reply send(String method, String target, Map<String, String> headers, byte[] body) {
    return send(method, target, headers, body, false);
  }

  private Reply send(
      String method, String target, Map<String, String> headers, byte[] body, boolean ends) {
    var head =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
            .collect(Collectors.joining("", method + " " + target + " HTTP/1.1\r\n", "\r\n"));
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var out = socket.getOutputStream();
      out.write(head.getBytes(ISO_8859_1));
      try {
        out.write(body);
        out.flush();
        if (ends) {
          socket.shutdownOutput();
        }
      } catch (IOException refused) {
        // A body that is too long is answered before it has all come.
      }
      return reply(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + target, e);
    }
  }

  private static Reply reply(String text) {
    if (text.isEmpty()) {
      return new Reply(0, List.of(), "");
    }
    var parts = text.split("\r\n\r\n", 2);
    var lines = Arrays.asList(parts[0].split("\r\n", -1));
    return new Reply(
        Integer.parseInt(lines.get(0).split(" ", 3)[1]),
        lines.subList(1, lines.size()),
        parts.length > 1 ? parts[1] : "");
  }
}
