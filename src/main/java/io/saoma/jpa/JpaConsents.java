package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.account.AccountId;
import io.saoma.account.Consents;
import java.util.Optional;

/** The consents in the database: one row for an account and a client. */
public final class JpaConsents implements Consents {
  private final Database database;

  public JpaConsents(Database database) {
    this.database = database;
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
        () ->
            database.insertNew(
                    "INSERT INTO consent (account_id, client_id, scope, given_at) "
                        + "VALUES (?1, ?2, ?3, clock_timestamp())",
                    account.value(),
                    client.getValue(),
                    scope.toString())
                || add(account, client, scope));
  }

  private boolean add(AccountId account, ClientID client, Scope scope) {
    // Takes the row before it is read: of two sign-ins at once the second adds to the first.
    database.change(
        "UPDATE consent SET given_at = clock_timestamp() WHERE account_id = ?1 AND client_id = ?2",
        account.value(),
        client.getValue());
    var allowed = new Scope(scope);
    find(account, client).ifPresent(before -> allowed.addAll(before.scope()));
    return database.change(
            "UPDATE consent SET scope = ?3 WHERE account_id = ?1 AND client_id = ?2",
            account.value(),
            client.getValue(),
            allowed.toString())
        == 1;
  }
}
