package io.saoma.sandbox.wechat;

import java.util.Arrays;

/** WeChat's return codes, with the words it sends along. */
public enum WeChatError {
  BUSY(-1, "system error"),
  INVALID_CREDENTIAL(
      40001,
      "invalid credential, access_token is invalid or not latest, could get access_token by"
          + " getStableAccessToken"),
  INVALID_GRANT_TYPE(40002, "invalid grant_type"),
  INVALID_OPENID(40003, "invalid openid"),
  INVALID_APPID(40013, "invalid appid"),
  INVALID_ACCESS_TOKEN(40014, "invalid access_token"),
  INVALID_CODE(40029, "invalid code"),
  INVALID_ARGS(40097, "invalid args"),
  INVALID_APPSECRET(40125, "invalid appsecret"),
  INVALID_SCENE(40129, "invalid scene"),
  CODE_BEEN_USED(40163, "code been used"),
  INVALID_IP(40164, "invalid ip, not in whitelist"),
  SCENE_LENGTH(40169, "invalid length for scene, or the data is not json string"),
  CODE_BLOCKED(40226, "code blocked"),
  APPSECRET_FROZEN(40243, "appsecret has been frozen"),
  INVALID_PAGE(41030, "invalid page"),
  ACCESS_TOKEN_MISSING(41001, "access_token missing"),
  APPID_MISSING(41002, "appid missing"),
  APPSECRET_MISSING(41004, "appsecret missing"),
  MISSING_CODE(41008, "missing code"),
  ACCESS_TOKEN_EXPIRED(42001, "access_token expired"),
  REQUIRE_GET(43001, "require GET method"),
  REQUIRE_POST(43002, "require POST method"),
  EMPTY_BODY(44002, "empty post data"),
  DAILY_LIMIT(45009, "reach max api daily quota limit"),
  MINUTE_LIMIT(45011, "api minute-quota reach limit, must slower, retry next minute"),
  COUNT_OUT_OF_LIMIT(45029, "qrcode count out of limit"),
  DATA_FORMAT(47001, "data format error"),
  API_UNAUTHORIZED(48001, "api unauthorized"),
  API_FORBIDDEN(48004, "api forbidden"),
  CONFIRMATION_REQUIRED(89503, "risky call needs the administrator's confirmation");

  private final int errcode;
  private final String errmsg;

  WeChatError(int errcode, String errmsg) {
    this.errcode = errcode;
    this.errmsg = errmsg;
  }

  public int errcode() {
    return errcode;
  }

  public String errmsg() {
    return errmsg;
  }

  /** The words for a code that a fault names, also one that the sandbox itself never gives. */
  static String errmsg(int errcode) {
    return Arrays.stream(values())
        .filter(error -> error.errcode == errcode)
        .map(WeChatError::errmsg)
        .findAny()
        .orElse("error");
  }
}
