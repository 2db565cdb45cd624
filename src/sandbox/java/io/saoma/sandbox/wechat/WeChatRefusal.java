package io.saoma.sandbox.wechat;

/** A call that WeChat answers with an error; thrown at the check, answered once. */
final class WeChatRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final WeChatError error;

  WeChatRefusal(WeChatError error) {
    super(error.errmsg(), null, false, false);
    this.error = error;
  }

  static void unless(boolean fine, WeChatError error) {
    if (!fine) {
      throw new WeChatRefusal(error);
    }
  }

  WeChatError error() {
    return error;
  }
}
