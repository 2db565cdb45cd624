package io.saoma.issuance;

import io.saoma.account.Accounts;
import io.saoma.audit.Audit;
import io.saoma.audit.AuditEvent;
import io.saoma.session.Sessions;
import java.util.Optional;
import java.util.function.Predicate;

/** The grants that are in force. */
public final class Grants {
  private final GrantStore store;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Audit audit;
  private final Predicate<Grant> served;

  /**
   * The grants of a deployment.
   *
   * @param served whether the app that vouched for the person may still sign in to the client
   */
  public Grants(
      GrantStore store,
      Accounts accounts,
      Sessions sessions,
      Audit audit,
      Predicate<Grant> served) {
    this.store = store;
    this.accounts = accounts;
    this.sessions = sessions;
    this.audit = audit;
    this.served = served;
  }

  /** The grant of this id, if it is in force. */
  public Optional<Grant> find(String id) {
    return store.find(id).filter(this::inForce);
  }

  /** Ends the grant and every token of it, and records why, once. */
  public void revoke(Grant grant, AuditEvent why) {
    if (store.revoke(grant.id())) {
      audit.record(why.client(grant.client()).account(grant.signIn().account()));
    }
  }

  /**
   * Whether a grant that is not revoked counts: its account is enabled, its app may still sign in
   * to its client, and its session lives where offline access was not granted. Asked at every step,
   * because a person who is shut out must be out at once, not when a token ends.
   */
  boolean inForce(Grant grant) {
    var signIn = grant.signIn();
    return accounts.isEnabled(signIn.account())
        && served.test(grant)
        && (grant.isOffline() || sessions.isLive(signIn.sid()));
  }
}
