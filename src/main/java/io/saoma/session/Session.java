package io.saoma.session;

import io.saoma.account.AccountId;
import io.saoma.oauth.Acr;
import java.time.Instant;
import java.util.List;

/**
 * One sign-in of one person in one browser.
 *
 * @param sid the session's public name in ID tokens (OIDC Back-Channel Logout §2.1); worth nothing
 *     as a cookie
 * @param connectorId whose app vouched for the person
 * @param acr how the person was authenticated; never changes
 * @param amr RFC 8176 values; {@code mca} for a scan
 * @param authTime when the person tapped
 * @param newBrowser whether this browser was unknown to the account before
 */
public record Session(
    String sid,
    AccountId account,
    String connectorId,
    Acr acr,
    List<String> amr,
    Instant authTime,
    boolean newBrowser) {
  public Session {
    amr = List.copyOf(amr);
  }
}
