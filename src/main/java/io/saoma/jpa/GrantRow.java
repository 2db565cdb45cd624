package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.saoma.account.AccountId;
import io.saoma.issuance.Grant;
import io.saoma.issuance.SignIn;
import io.saoma.oauth.Acr;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code authorization_grant}, for reading. */
@Entity
@Table(name = "authorization_grant")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // filled by the provider, some only to ask
final class GrantRow {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "client_id")
  private String clientId;

  @Column(name = "account_id")
  private String accountId;

  @Column(name = "sub")
  private String sub;

  @Column(name = "scope")
  private String scope;

  @Column(name = "sid")
  private String sid;

  @Column(name = "connector_id")
  private String connectorId;

  @Column(name = "acr")
  private String acr;

  @Column(name = "amr")
  private String amr;

  @Column(name = "auth_time")
  private Instant authTime;

  @Column(name = "nonce")
  private @Nullable String nonce;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  Grant toGrant() {
    return new Grant(
        id,
        new ClientID(clientId),
        new Subject(sub),
        Scope.parse(scope),
        new SignIn(
            new AccountId(accountId),
            sid,
            connectorId,
            Acr.parse(acr).orElseThrow(),
            Words.split(amr),
            authTime),
        nonce == null ? null : new Nonce(nonce));
  }
}
