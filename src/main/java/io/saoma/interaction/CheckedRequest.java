package io.saoma.interaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.saoma.client.Client;
import io.saoma.oauth.Acr;
import java.net.URLEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An authorization request that passed every check; only {@link RequestCheck} makes one. */
public final class CheckedRequest {
  /** In a request that is kept, whom its hint named; in one that somebody sends it is nothing. */
  static final String HINT = "saoma_hint";

  private final Client client;
  private final AuthenticationRequest request;
  private final ReturnAddress returnAddress;
  private final Optional<Subject> hint;
  private final @Nullable String uiLocales;

  CheckedRequest(
      Client client,
      AuthenticationRequest request,
      ReturnAddress returnAddress,
      Optional<Subject> hint,
      @Nullable String uiLocales) {
    this.client = client;
    this.request = request;
    this.returnAddress = returnAddress;
    this.hint = hint;
    this.uiLocales = uiLocales;
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
    return Acr.weakestOf(request.getACRValues());
  }

  /** The {@code ui_locales} as they were sent, well formed or not. */
  public @Nullable String uiLocales() {
    return uiLocales;
  }

  /** Whether nobody may be asked anything ({@code prompt=none}). */
  public boolean isSilent() {
    return request.getPrompt() != null && request.getPrompt().contains(Prompt.Type.NONE);
  }

  /**
   * How it is kept while a person acts. Of what says who the person may be, nothing stays but the
   * name the site knows them by.
   */
  public String kept() {
    var query = request.toQueryString();
    return hint.map(
            subject -> query + "&" + HINT + "=" + URLEncoder.encode(subject.getValue(), UTF_8))
        .orElse(query);
  }

  /** The error as its site gets it, unless the person has to be asked first. */
  public ReturnedException refused(ErrorObject error) {
    return new ReturnedException(client, returnAddress, error);
  }
}
