package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import io.saoma.client.Client;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only way back to a site. It cannot be built for an address that the client did not register,
 * so neither a code nor an error can be sent to one.
 */
public final class ReturnAddress {
  private final Issuer issuer;
  private final URI redirectUri;
  private final @Nullable State state;
  private final ResponseMode mode;

  private ReturnAddress(Issuer issuer, URI redirectUri, @Nullable State state, ResponseMode mode) {
    this.issuer = issuer;
    this.redirectUri = redirectUri;
    this.state = state;
    this.mode = mode;
  }

  /** The address, if the client registered exactly {@code redirectUri}. */
  static Optional<ReturnAddress> of(
      Issuer issuer, Client client, String redirectUri, @Nullable State state, ResponseMode mode) {
    // The registered text and the sent one were compared as text: parsing cannot widen it now.
    return client.redirectUris().contains(redirectUri)
        ? Optional.of(new ReturnAddress(issuer, URI.create(redirectUri), state, mode))
        : Optional.empty();
  }

  /** The address itself. */
  public URI redirectUri() {
    return redirectUri;
  }

  /** Success, with {@code iss} against mix-up (RFC 9207 §2). */
  public AuthorizationResponse code(AuthorizationCode code) {
    return new AuthorizationSuccessResponse(redirectUri, code, null, state, issuer, mode);
  }

  /** Failure, with {@code iss} too. */
  public AuthorizationResponse error(ErrorObject error) {
    return new AuthorizationErrorResponse(redirectUri, error, state, issuer, mode);
  }
}
