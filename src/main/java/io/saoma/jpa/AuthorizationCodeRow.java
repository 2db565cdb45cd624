package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import io.saoma.issuance.AuthorizationCodeStore.StoredCode;
import io.saoma.issuance.Grant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code authorization_code}, for reading. */
@Entity
@Table(name = "authorization_code")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // filled by the provider, some only to ask
final class AuthorizationCodeRow {
  @Id
  @Column(name = "code_hash")
  private String codeHash;

  @Column(name = "grant_id")
  private String grantId;

  @Column(name = "client_id")
  private String clientId;

  @Column(name = "redirect_uri")
  private String redirectUri;

  @Column(name = "code_challenge")
  private @Nullable String codeChallenge;

  @Column(name = "spent_at")
  private @Nullable Instant spentAt;

  StoredCode toStoredCode(Grant grant) {
    return new StoredCode(
        codeHash,
        new ClientID(clientId),
        redirectUri,
        codeChallenge == null ? null : challenge(codeChallenge),
        grant,
        spentAt != null);
  }

  private static CodeChallenge challenge(String value) {
    try {
      return CodeChallenge.parse(value);
    } catch (ParseException e) {
      throw new IllegalStateException("a stored code challenge is none", e);
    }
  }
}
