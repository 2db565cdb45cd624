package io.saoma.connector.wechat;

import java.io.IOException;

/** The upstream sent more than we read. */
final class BodyTooLongException extends IOException {
  private static final long serialVersionUID = 1L;
}
