package io.saoma.connector.wechat;

import java.util.Optional;

/**
 * Whom WeChat vouched for.
 *
 * @param openid the person under the one appid
 * @param unionid the person under the app's open-platform account, where it has one
 */
record Person(String openid, Optional<String> unionid) {
  @Override
  public String toString() {
    return "***";
  }
}
