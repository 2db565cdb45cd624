package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import io.saoma.client.Client;
import io.saoma.oauth.Acr;
import java.util.Optional;

/** An authorization request that passed every check; only {@link RequestCheck} makes one. */
public final class CheckedRequest {
  private final Client client;
  private final AuthenticationRequest request;
  private final ReturnAddress returnAddress;
  private final Optional<Subject> hint;

  CheckedRequest(
      Client client,
      AuthenticationRequest request,
      ReturnAddress returnAddress,
      Optional<Subject> hint) {
    this.client = client;
    this.request = request;
    this.returnAddress = returnAddress;
    this.hint = hint;
  }

  public Client client() {
    return client;
  }

  public AuthenticationRequest request() {
    return request;
  }

  public ReturnAddress returnAddress() {
    return returnAddress;
  }

  /** The {@code sub} of a verified {@code id_token_hint} (OIDC Core §3.1.2.1). */
  public Optional<Subject> hint() {
    return hint;
  }

  /** The weakest of our levels that the request would accept, if it names one. */
  public Optional<Acr> weakestAcr() {
    return Optional.ofNullable(request.getACRValues())
        .flatMap(values -> Acr.weakestOf(values.stream().map(ACR::getValue).toList()));
  }

  /** Whether the answer travels in a form instead of a URL. */
  public boolean answersByForm() {
    return ResponseMode.FORM_POST.equals(request.getResponseMode());
  }
}
