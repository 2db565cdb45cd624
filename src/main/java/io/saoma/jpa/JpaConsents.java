package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.account.AccountId;
import io.saoma.account.Consents;
import io.saoma.audit.Audit;
import io.saoma.audit.AuditEvent;
import java.util.Optional;

/** The consents in the database: one row for an account and a client. */
public final class JpaConsents implements Consents {
  private final Database database;
  private final Audit audit;

  public JpaConsents(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  @Override
  public Optional<Consent> find(AccountId account, ClientID client) {
    return database
        .rows(
            "SELECT scope, given_at FROM consent WHERE account_id = ?1 AND client_id = ?2",
            account.value(),
            client.getValue())
        .stream()
        .findFirst()
        .map(row -> new Consent(Scope.parse((String) row[0]), Database.instant(row[1])));
  }

  @Override
  public void give(AccountId account, ClientID client, Scope scope) {
    database.inOne(
        () -> {
          var isNew =
              database.insertNew(
                      "INSERT INTO consent (account_id, client_id, scope, given_at) "
                          + "VALUES (?1, ?2, ?3, clock_timestamp())",
                      account.value(),
                      client.getValue(),
                      scope.toString())
                  || add(account, client, scope);
          if (isNew) {
            audit.record(AuditEvent.of("consent_given").account(account).client(client));
          }
          return isNew;
        });
  }

  /** Whether the client may learn more than before. */
  private boolean add(AccountId account, ClientID client, Scope scope) {
    // Takes the row before it is read: of two sign-ins at once the second adds to the first.
    database.change(
        "UPDATE consent SET given_at = clock_timestamp() WHERE account_id = ?1 AND client_id = ?2",
        account.value(),
        client.getValue());
    var allowed = new Scope(scope);
    var before = find(account, client).map(Consent::scope).orElseGet(Scope::new);
    if (before.containsAll(allowed)) {
      return false;
    }
    allowed.addAll(before);
    database.change(
        "UPDATE consent SET scope = ?3 WHERE account_id = ?1 AND client_id = ?2",
        account.value(),
        client.getValue(),
        allowed.toString());
    return true;
  }
}
