package io.saoma.connector.wechat;

import static io.saoma.connector.wechat.FailureKind.BUSY;
import static io.saoma.connector.wechat.FailureKind.CONFIGURATION;
import static io.saoma.connector.wechat.FailureKind.CREDENTIAL_INVALID;
import static io.saoma.connector.wechat.FailureKind.CREDENTIAL_USED;
import static io.saoma.connector.wechat.FailureKind.DEFECT;
import static io.saoma.connector.wechat.FailureKind.PERSON_BLOCKED;
import static io.saoma.connector.wechat.FailureKind.QUOTA;
import static io.saoma.connector.wechat.FailureKind.TOKEN;
import static io.saoma.connector.wechat.FailureKind.TOO_OFTEN;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * WeChat's global return codes, as far as the three calls can meet them. An errcode that is not
 * here is a defect: unknown never passes for harmless.
 */
final class ErrorTable {
  private record Row(FailureKind kind, String advice) {}

  private static final Row UNKNOWN = new Row(DEFECT, "An errcode that this version does not know.");

  private static final Map<Integer, Row> ROWS = new HashMap<>();

  static {
    row(BUSY, "WeChat is busy.", -1);
    row(TOKEN, "The access token or the AppSecret is not the current one.", 40001);
    row(TOKEN, "The access token is malformed or has expired.", 40014, 42001);
    row(CONFIGURATION, "WeChat does not know the grant type.", 40002);
    row(CONFIGURATION, "WeChat does not know the appid: compare `appid` with its console.", 40013);
    row(CONFIGURATION, "The AppSecret is wrong or was reset: give the current one.", 40125);
    row(CONFIGURATION, "The AppSecret is frozen: unfreeze it in WeChat's console.", 40243);
    row(CONFIGURATION, "The appid or the AppSecret did not arrive.", 41002, 41004);
    row(
        CONFIGURATION,
        "WeChat's console does not allow this server's address: add it to the IP list.",
        40164,
        61004,
        45035);
    row(CONFIGURATION, "WeChat waits for the app's administrator to allow this server.", 89503);
    row(CREDENTIAL_INVALID, "The login code is unknown, expired or of another app.", 40029, 42003);
    row(CREDENTIAL_INVALID, "The login code is missing.", 41008);
    row(CREDENTIAL_USED, "The login code was used before.", 40163);
    row(PERSON_BLOCKED, "WeChat blocks this person as high risk.", 40226);
    row(DEFECT, "An openid is wrong or of another app.", 40003, 43104);
    row(
        CONFIGURATION,
        "The page is not in the released mini-program: release it, or set `check_path` to false.",
        40066,
        41030);
    row(CONFIGURATION, "The mini-program has no release yet.", 85079);
    row(DEFECT, "WeChat refuses a parameter.", 40097, 40129, 40165, 40169, 40212, 47001, 44002);
    row(DEFECT, "WeChat wants another HTTP method or https.", 43001, 43002, 43003);
    row(QUOTA, "A quota of the app is spent.", 45009, 45029, 48006);
    row(TOO_OFTEN, "Too many calls this minute.", 45011);
    row(CONFIGURATION, "The app may not use this API.", 48001, 48004, 61007);
    row(CONFIGURATION, "WeChat has restricted the app's owner.", 50001, 50002);
    row(DEFECT, "WeChat has withdrawn this API.", 45109);
  }

  private ErrorTable() {}

  /** What {@code errcode}, which is not 0, means. */
  static Failure failure(int errcode, Optional<String> rid) {
    var row = ROWS.getOrDefault(errcode, UNKNOWN);
    return new Failure(row.kind(), errcode, rid, row.advice());
  }

  private static void row(FailureKind kind, String advice, int... errcodes) {
    for (var errcode : errcodes) {
      ROWS.put(errcode, new Row(kind, advice));
    }
  }
}
