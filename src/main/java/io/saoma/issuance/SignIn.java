package io.saoma.issuance;

import io.saoma.account.AccountId;
import io.saoma.oauth.Acr;
import io.saoma.session.Session;
import java.time.Instant;
import java.util.List;

/**
 * Who signed in, where and how: what every token of a grant says, refreshed ones too.
 *
 * @param sid the browser session
 * @param connectorId whose app vouched for the person
 */
public record SignIn(
    AccountId account,
    String sid,
    String connectorId,
    Acr acr,
    List<String> amr,
    Instant authTime) {
  public SignIn {
    amr = List.copyOf(amr);
  }

  static SignIn of(Session session) {
    return new SignIn(
        session.account(),
        session.sid(),
        session.connectorId(),
        session.acr(),
        session.amr(),
        session.authTime());
  }
}
