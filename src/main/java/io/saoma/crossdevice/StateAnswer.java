package io.saoma.crossdevice;

import io.saoma.ticket.Login;
import io.saoma.ticket.LoginView;
import java.util.Locale;

/**
 * A poll's answer: one word, and numbers. It is all that ever travels this way, so that whoever
 * reads it learns no name, no code and no address.
 *
 * @param version what the next poll asks to be passed
 * @param expiresIn seconds until the state ends by itself
 * @param retryMillis how long to wait before the next poll, when this node cannot park it
 */
record StateAnswer(String state, long version, long expiresIn, long retryMillis) {
  static StateAnswer of(Login login, long retryMillis) {
    return new StateAnswer(
        word(login),
        login.interaction().version(),
        Math.max(0, login.view().remaining().toSeconds()),
        retryMillis);
  }

  String json() {
    return "{\"state\":\""
        + state
        + "\",\"v\":"
        + version
        + ",\"expires_in\":"
        + expiresIn
        + ",\"retry_ms\":"
        + retryMillis
        + "}";
  }

  private static String word(Login login) {
    return (login.interaction().isOpen() ? login.view().word() : LoginView.Word.EXPIRED)
        .name()
        .toLowerCase(Locale.ROOT);
  }
}
