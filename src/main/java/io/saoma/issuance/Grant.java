package io.saoma.issuance;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import org.jspecify.annotations.Nullable;

/**
 * What a person granted a client in one sign-in.
 *
 * @param subject the name the client knows the person by
 * @param nonce as the client sent it, for the first ID token
 */
public record Grant(
    String id,
    ClientID client,
    Subject subject,
    Scope scope,
    SignIn signIn,
    @Nullable Nonce nonce) {
  public Grant {
    scope = new Scope(scope);
  }

  /** A copy: Nimbus's scopes can be changed. */
  @Override
  public Scope scope() {
    return new Scope(scope);
  }

  /** Whether it outlives its browser session. */
  public boolean isOffline() {
    return scope.contains(OIDCScopeValue.OFFLINE_ACCESS);
  }
}
