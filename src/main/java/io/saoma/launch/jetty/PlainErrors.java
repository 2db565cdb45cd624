package io.saoma.launch.jetty;

import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The status in words: no path, no message, no stack trace, no product, under the headers that
 * every answer of a web application has.
 */
final class PlainErrors extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    // No web application has seen this request; what else its connection would bring is in doubt.
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    writePlain(response, code, callback);
  }

  private static void writePlain(Response response, int code, Callback callback) {
    secure(response);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    Content.Sink.write(response, true, text(code), callback);
  }

  /** The headers of an answer that no web application makes. */
  static void secure(Response response) {
    response
        .getHeaders()
        .put(HttpHeader.CACHE_CONTROL, "no-store")
        .put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .put("X-Frame-Options", "DENY")
        .put("X-Content-Type-Options", "nosniff")
        .put("Referrer-Policy", "no-referrer")
        .put("Cross-Origin-Resource-Policy", "same-origin")
        .put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  }

  private static String text(int code) {
    return code + " " + HttpStatus.getMessage(code) + "\n";
  }

  /** Jetty answers other methods than GET, POST and HEAD with no body, and no header either. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  /** The same, after the error pages that a web.xml names. */
  static final class OfContext extends ErrorPageErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
      return true;
    }

    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int code,
        @Nullable String message,
        @Nullable Throwable cause,
        Callback callback) {
      writePlain(response, code, callback);
    }
  }
}
