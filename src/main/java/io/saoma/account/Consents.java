package io.saoma.account;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.time.Instant;
import java.util.Optional;

/** What each account allowed each client to learn. */
public interface Consents {
  /**
   * A consent as it stands.
   *
   * @param givenAt when it was last given, by the database's clock
   */
  record Consent(Scope scope, Instant givenAt) {}

  Optional<Consent> find(AccountId account, ClientID client);

  /** Remembers that the account allowed {@code scope}, beside what it had allowed before. */
  void give(AccountId account, ClientID client, Scope scope);
}
