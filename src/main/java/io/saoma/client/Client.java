package io.saoma.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.util.Set;

/**
 * A site as the operator declared it.
 *
 * @param owner whose site it is; the owner's connectors sign in to it
 * @param sector inside which the same person has the same {@code sub} (OIDC Core §8.1)
 * @param credential how it proves who it is
 * @param redirectUris where answers may go
 * @param permissions what it may ask for
 * @param scan how people sign in to it
 * @param presentation how it shows itself
 */
public record Client(
    ClientID id,
    String owner,
    String sector,
    ClientCredential credential,
    RedirectUris redirectUris,
    Permissions permissions,
    ScanPolicy scan,
    Presentation presentation) {

  /** Whether it may use {@code grantType} at {@code /token}. */
  public boolean mayUse(GrantType grantType) {
    return permissions.grantTypes().contains(grantType);
  }

  /** Whether it must send a code challenge: always where there is no secret (RFC 9700 §2.1.1). */
  public boolean requiresPkce() {
    return permissions.requirePkce() || credential.isPublic();
  }

  /** Those of the {@code asked} values that it may have, in the order asked. */
  public Scope allowed(Scope asked) {
    var allowed = new Scope(asked);
    allowed.retainAll(permissions.scope());
    return allowed;
  }

  /**
   * What a client may ask for.
   *
   * @param idTokenAlgorithm how its ID tokens are signed
   * @param requirePkce whether a confidential client must send a code challenge too
   */
  public record Permissions(
      Set<GrantType> grantTypes, Scope scope, JWSAlgorithm idTokenAlgorithm, boolean requirePkce) {
    public Permissions {
      grantTypes = Set.copyOf(grantTypes);
      scope = new Scope(scope);
    }

    /** A copy: Nimbus's scopes can be changed. */
    @Override
    public Scope scope() {
      return new Scope(scope);
    }
  }
}
