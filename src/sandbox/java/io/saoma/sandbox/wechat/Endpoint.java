package io.saoma.sandbox.wechat;

/** One of WeChat's APIs. */
interface Endpoint {
  String path();

  /** The content type of its errors. */
  String errorType();

  /**
   * Does the work.
   *
   * @throws WeChatRefusal if it is not done
   */
  Answer answer(WeChatCall call);
}
