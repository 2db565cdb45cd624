package io.saoma.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Something that the front page tells above its button. */
enum Notice {
  DENIED,
  FAILED,
  NO_PROVIDER;

  private static final String PARAMETER = "notice";

  /** By a redirection, so that a reload does not send the provider's answer again. */
  void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.sendRedirect(request.getContextPath() + "/?" + PARAMETER + "=" + word());
  }

  /** What this request was sent here to tell. */
  static Optional<Notice> of(HttpServletRequest request) {
    String asked = request.getParameter(PARAMETER);
    return Stream.of(values()).filter(notice -> notice.word().equals(asked)).findAny();
  }

  String wordsKey() {
    return "notice." + word();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
