package io.saoma.issuance;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.saoma.client.Client;
import io.saoma.oauth.InteractionId;
import io.saoma.session.Session;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A decision to answer an authorization request with a code.
 *
 * @param redirectUri as the request spelled it
 * @param scope what the person granted
 * @param nonce as the request spelled it, at most {@value #LONGEST_NONCE} characters
 * @param codeChallenge of method S256
 * @param session who signed in, and how
 * @param interaction what it ends; there is one code for an interaction, ever
 */
public record Authorization(
    Client client,
    String redirectUri,
    Scope scope,
    @Nullable Nonce nonce,
    @Nullable CodeChallenge codeChallenge,
    Session session,
    @Nullable InteractionId interaction) {
  /** A longer one cannot be given back, and is refused instead of cut. */
  public static final int LONGEST_NONCE = 4096;

  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  public Authorization {
    scope = new Scope(scope);
    if (nonce != null && nonce.getValue().length() > LONGEST_NONCE) {
      throw new IllegalArgumentException("nonce is too long");
    }
    if (codeChallenge != null && !CHALLENGE.matcher(codeChallenge.getValue()).matches()) {
      throw new IllegalArgumentException("an S256 code challenge has 43 characters");
    }
    if (codeChallenge == null && client.requiresPkce()) {
      throw new IllegalArgumentException("this client has to send a code challenge");
    }
    if (!client.redirectUris().contains(redirectUri)) {
      throw new IllegalArgumentException("redirect URI is not the client's");
    }
  }

  /** A copy: Nimbus's scopes can be changed. */
  @Override
  public Scope scope() {
    return new Scope(scope);
  }
}
