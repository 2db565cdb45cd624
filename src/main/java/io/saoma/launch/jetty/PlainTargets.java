package io.saoma.launch.jetty;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a path that two readers could read differently: a rule for one spelling of a path must
 * not be passed by another spelling of it. What asks for no path at all is not for us either.
 */
final class PlainTargets extends Handler.Wrapper {
  /**
   * A path parameter, an empty or dot segment, an encoded slash, dot, semicolon, percent or NUL.
   */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(";|//|/\\.{1,2}(/|$)|\\\\|%(2[fFeE5]|3[bB]|5[cC]|00)");

  PlainTargets(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var path = request.getHttpURI().getPath();
    if (HttpMethod.CONNECT.is(request.getMethod())
        || path == null
        || !path.startsWith("/")
        || AMBIGUOUS.matcher(path).find()) {
      Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
      return true;
    }
    return super.handle(request, response, callback);
  }
}
