package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.id.Subject;
import io.saoma.account.AccountId;
import io.saoma.account.Accounts;
import io.saoma.audit.Audit;
import io.saoma.audit.AuditEvent;
import io.saoma.connector.UpstreamIdentity;
import io.saoma.connector.UpstreamSubject;
import io.saoma.oauth.Secrets;
import java.util.List;
import java.util.Optional;

/** The accounts in the database. */
public final class JpaAccounts implements Accounts {
  private final Database database;
  private final Audit audit;
  private final Secrets secrets;

  public JpaAccounts(Database database, Audit audit, Secrets secrets) {
    this.database = database;
    this.audit = audit;
    this.secrets = secrets;
  }

  @Override
  public AccountId resolve(UpstreamIdentity identity) {
    return database.inOne(() -> resolveInOne(identity));
  }

  private AccountId resolveInOne(UpstreamIdentity identity) {
    var known = find(identity.exact());
    if (known.isPresent()) {
      identity.shared().ifPresent(shared -> reconcile(known.get(), shared));
      return known.get();
    }
    var family = identity.shared().flatMap(this::find);
    return family.isPresent() ? join(family.get(), identity) : create(identity);
  }

  /** A new exact subject joins the account that its shared one names. */
  private AccountId join(AccountId family, UpstreamIdentity identity) {
    var account = holder(identity.exact(), family);
    if (!account.equals(family)) {
      identity.shared().ifPresent(shared -> reconcile(account, shared));
    }
    return account;
  }

  /**
   * A new account, unless the same person is faster on another thread or node. The shared subject
   * is linked first: two apps of a family that meet a person at the same moment agree on it.
   */
  private AccountId create(UpstreamIdentity identity) {
    var fresh = insert();
    var family = identity.shared().map(shared -> holder(shared, fresh)).orElse(fresh);
    var account = holder(identity.exact(), family);
    if (account.equals(fresh)) {
      audit.record(AuditEvent.of("account_created").account(fresh));
      return fresh;
    }
    discard(fresh);
    if (!account.equals(family)) {
      identity.shared().ifPresent(shared -> reconcile(account, shared));
    }
    return account;
  }

  /** A shared subject joins the account, unless it or the account already belongs elsewhere. */
  private void reconcile(AccountId account, UpstreamSubject shared) {
    if (hasOtherSubject(account, shared)) {
      // One person has one shared subject in a family: another one is an alarm, never an update.
      audit.record(AuditEvent.of("account_subject_changed").account(account));
      return;
    }
    var holder = find(shared).orElseGet(() -> holder(shared, account));
    if (!holder.equals(account)) {
      audit.record(AuditEvent.of("account_conflict").account(account));
    }
  }

  private boolean hasOtherSubject(AccountId account, UpstreamSubject shared) {
    return !database
        .values(
            """
            SELECT subject FROM account_subject
            WHERE account_id = ?1 AND namespace = ?2 AND subject <> ?3
            """,
            account.value(),
            shared.namespace(),
            shared.value())
        .isEmpty();
  }

  private Optional<AccountId> find(UpstreamSubject subject) {
    return database
        .values(
            "SELECT account_id FROM account_subject WHERE namespace = ?1 AND subject = ?2",
            subject.namespace(),
            subject.value())
        .stream()
        .findFirst()
        .map(id -> new AccountId((String) id));
  }

  private AccountId insert() {
    var id = new AccountId(secrets.id());
    database.change(
        "INSERT INTO account (id, enabled, created_at) VALUES (?1, TRUE, clock_timestamp())",
        id.value());
    return id;
  }

  private void discard(AccountId fresh) {
    database.change("DELETE FROM account_subject WHERE account_id = ?1", fresh.value());
    database.change("DELETE FROM account WHERE id = ?1", fresh.value());
  }

  /** Whose the subject is: {@code account}'s when it was nobody's. */
  private AccountId holder(UpstreamSubject subject, AccountId account) {
    return link(subject, account) ? account : find(subject).orElseThrow();
  }

  private boolean link(UpstreamSubject subject, AccountId account) {
    return database.insertNew(
        "INSERT INTO account_subject (namespace, subject, account_id, linked_at) "
            + "VALUES (?1, ?2, ?3, clock_timestamp())",
        subject.namespace(),
        subject.value(),
        account.value());
  }

  @Override
  public boolean isEnabled(AccountId account) {
    return database
        .values("SELECT enabled FROM account WHERE id = ?1", account.value())
        .equals(List.of(true));
  }

  @Override
  public Subject subject(AccountId account, String sector) {
    return known(account, sector)
        .orElseGet(
            () -> {
              database.insertNew(
                  "INSERT INTO subject_identifier (account_id, sector, sub) VALUES (?1, ?2, ?3)",
                  account.value(),
                  sector,
                  secrets.token());
              return known(account, sector).orElseThrow();
            });
  }

  private Optional<Subject> known(AccountId account, String sector) {
    return database
        .values(
            "SELECT sub FROM subject_identifier WHERE account_id = ?1 AND sector = ?2",
            account.value(),
            sector)
        .stream()
        .findFirst()
        .map(sub -> new Subject((String) sub));
  }
}
