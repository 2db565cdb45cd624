package io.saoma.demo;

/** Text that may stand between tags and in quoted attributes. */
final class Html {
  private Html() {}

  static String text(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
