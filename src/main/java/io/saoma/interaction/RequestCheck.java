package io.saoma.interaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.saoma.client.Client;
import io.saoma.client.Clients;
import io.saoma.issuance.Authorization;
import io.saoma.web.ErrorPage;
import io.saoma.web.Parameters;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the parameters of an authorization request into a {@link CheckedRequest} (OIDC Core
 * §3.1.2.2), in the order that keeps a forged one from being redirected: the client first, then its
 * address, then everything else.
 */
public final class RequestCheck {
  /** The longest request that is kept. */
  private static final int LONGEST = 16_000;

  /**
   * The longest state, as it is written into an address. It comes back in a header, for which a
   * container has 8 kB: what would not fit must be refused before there is a code to lose.
   */
  private static final int LONGEST_STATE = 4_096;

  /**
   * What of a request counts. Nimbus is shown nothing else, because it refuses values that are to
   * be ignored: a language or a {@code display} that nobody knows (OIDC Core §3.1.2.1).
   */
  private static final Set<String> READ =
      Set.of(
          "client_id",
          "redirect_uri",
          "response_type",
          "response_mode",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "prompt",
          "max_age",
          "acr_values");

  private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern SCOPE = Pattern.compile("[!-~ ]+");
  private static final Pattern LINE_END = Pattern.compile("[\r\n]");
  private static final Pattern WEB = Pattern.compile("^https?://");

  private static final Set<ResponseMode> MODES = Set.of(ResponseMode.QUERY, ResponseMode.FORM_POST);

  private final Issuer issuer;
  private final Clients clients;
  private final IdTokenHints hints;

  public RequestCheck(Issuer issuer, Clients clients, IdTokenHints hints) {
    this.issuer = issuer;
    this.clients = clients;
    this.hints = hints;
  }

  /**
   * Checks a request.
   *
   * @param parameters each sent once
   * @throws UnsafeRequestException when there is no address to answer to
   * @throws ReturnedException for every other fault
   */
  public CheckedRequest check(Parameters parameters) {
    return check(parameters, client -> verifiedHint(client, parameters));
  }

  /** Checks a request that was kept: the client's record may have changed since. */
  public CheckedRequest check(Interaction interaction) {
    var parameters = Parameters.parse(interaction.request());
    // The hint was verified before it was kept, and a key may be gone since.
    return check(parameters, client -> parameters.get(CheckedRequest.HINT).map(Subject::new));
  }

  private CheckedRequest check(Parameters parameters, Function<Client, Optional<Subject>> hint) {
    var client = client(parameters.get("client_id").orElse(null));
    var mode = mode(parameters);
    var returnAddress = returnAddress(client, parameters, mode.orElse(ResponseMode.QUERY));
    try {
      if (mode.isEmpty()) {
        throw new Fault(OAuth2Error.INVALID_REQUEST.setDescription("Unsupported response_mode"));
      }
      var request = request(client, parameters);
      return new CheckedRequest(
          client,
          request,
          returnAddress,
          hint.apply(client),
          parameters.get("ui_locales").orElse(null));
    } catch (Fault fault) {
      throw new ReturnedException(client, returnAddress, fault.error);
    }
  }

  private Client client(@Nullable String clientId) {
    if (clientId == null || clientId.isBlank()) {
      throw new UnsafeRequestException(ErrorPage.Reason.UNKNOWN_CLIENT);
    }
    return clients
        .find(new ClientID(clientId))
        .orElseThrow(() -> new UnsafeRequestException(ErrorPage.Reason.UNKNOWN_CLIENT));
  }

  /** How the site wants its answer; empty for a way that we, or its address, do not know. */
  private static Optional<ResponseMode> mode(Parameters parameters) {
    var asked = parameters.get("response_mode").orElse(ResponseMode.QUERY.getValue());
    // A form is posted to a web address: a native application's own scheme takes no form.
    var takesForms = parameters.get("redirect_uri").filter(WEB.asPredicate()).isPresent();
    return MODES.stream()
        .filter(mode -> mode.getValue().equals(asked))
        .filter(mode -> takesForms || !mode.equals(ResponseMode.FORM_POST))
        .findFirst();
  }

  private ReturnAddress returnAddress(Client client, Parameters parameters, ResponseMode mode) {
    return parameters
        .get("redirect_uri")
        .flatMap(
            redirectUri ->
                ReturnAddress.of(
                    issuer,
                    client,
                    redirectUri,
                    parameters.get("state").map(sent -> state(sent, mode)).orElse(null),
                    mode))
        .orElseThrow(() -> new UnsafeRequestException(ErrorPage.Reason.REDIRECT_URI_MISMATCH));
  }

  /** One that cannot come back as it was would be missed by the site: the person is told. */
  private static State state(String sent, ResponseMode mode) {
    // Nimbus knows no blank state and strips any other; a browser rewrites the line ends of a form.
    if (sent.isBlank()
        || !new State(sent).getValue().equals(sent)
        || (mode.equals(ResponseMode.FORM_POST) && LINE_END.matcher(sent).find())
        || URLEncoder.encode(sent, UTF_8).length() > LONGEST_STATE) {
      throw new UnsafeRequestException(ErrorPage.Reason.INVALID_REQUEST);
    }
    return new State(sent);
  }

  private Optional<Subject> verifiedHint(Client client, Parameters parameters) {
    return parameters
        .get("id_token_hint")
        .map(
            token ->
                hints
                    .subject(token, client.id())
                    .orElseThrow(
                        () ->
                            new Fault(
                                OAuth2Error.INVALID_REQUEST.setDescription(
                                    "The id_token_hint is not one of ours"))));
  }

  private static AuthenticationRequest request(Client client, Parameters parameters) {
    refuseUnsupported(parameters);
    var type =
        parameters
            .get("response_type")
            .orElseThrow(
                () ->
                    new Fault(OAuth2Error.INVALID_REQUEST.setDescription("Missing response_type")));
    if (!ResponseType.CODE.toString().equals(type)) {
      throw new Fault(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
    }
    var requestedScope = scope(parameters);
    checkChallenge(client, parameters);
    checkNonce(parameters);
    var request = parse(parameters);
    checkValues(request, parameters);
    var narrowed =
        new AuthenticationRequest.Builder(request).scope(client.allowed(requestedScope)).build();
    if (narrowed.toQueryString().length() > LONGEST) {
      throw new Fault(OAuth2Error.INVALID_REQUEST.setDescription("The request is too long"));
    }
    return narrowed;
  }

  private static Scope scope(Parameters parameters) {
    var words = parameters.get("scope").orElse("");
    // RFC 6749 §3.3: visible ASCII and blanks.
    var scope = SCOPE.matcher(words).matches() ? Scope.parse(words) : new Scope();
    if (!scope.contains(OIDCScopeValue.OPENID)) {
      throw new Fault(OAuth2Error.INVALID_SCOPE.setDescription("The scope must contain openid"));
    }
    return scope;
  }

  /** What Nimbus lets pass and we cannot keep to. */
  private static void checkValues(AuthenticationRequest request, Parameters parameters) {
    var prompt = request.getPrompt();
    if (prompt != null && prompt.contains(Prompt.Type.NONE) && prompt.size() > 1) {
      throw new Fault(OAuth2Error.INVALID_REQUEST.setDescription("prompt=none stands alone"));
    }
    if (request.getMaxAge() < 0 && parameters.get("max_age").isPresent()) {
      throw new Fault(OAuth2Error.INVALID_REQUEST.setDescription("The max_age is negative"));
    }
  }

  /** One that cannot be given back: Nimbus takes a blank one for none, and strips any other. */
  private static void checkNonce(Parameters parameters) {
    var nonce = parameters.get("nonce");
    if (nonce.filter(RequestCheck::isChangedNonce).isPresent()) {
      throw new Fault(
          OAuth2Error.INVALID_REQUEST.setDescription(
              "The nonce is blank, or has blanks around it"));
    }
    if (nonce.filter(sent -> sent.length() > Authorization.LONGEST_NONCE).isPresent()) {
      throw new Fault(OAuth2Error.INVALID_REQUEST.setDescription("The nonce is too long"));
    }
  }

  private static boolean isChangedNonce(String sent) {
    return sent.isBlank() || !new Nonce(sent).getValue().equals(sent);
  }

  private static void refuseUnsupported(Parameters parameters) {
    if (parameters.has("request")) {
      throw new Fault(OAuth2Error.REQUEST_NOT_SUPPORTED);
    }
    if (parameters.has("request_uri")) {
      // Never fetched: whoever names a URL here wants us to make a request for him.
      throw new Fault(OAuth2Error.REQUEST_URI_NOT_SUPPORTED);
    }
    if (parameters.has("registration")) {
      throw new Fault(OIDCError.REGISTRATION_NOT_SUPPORTED);
    }
  }

  /** RFC 7636 §4.3, S256 alone: plain would be the verifier itself, in the front channel. */
  private static void checkChallenge(Client client, Parameters parameters) {
    var challenge = parameters.get("code_challenge");
    var method = parameters.get("code_challenge_method");
    if (challenge.isEmpty()) {
      if (method.isPresent() || client.requiresPkce()) {
        throw new Fault(OAuth2Error.INVALID_REQUEST.setDescription("Missing code_challenge"));
      }
      return;
    }
    if (!method.equals(Optional.of(CodeChallengeMethod.S256.getValue()))) {
      throw new Fault(
          OAuth2Error.INVALID_REQUEST.setDescription("The code_challenge_method must be S256"));
    }
    if (!S256_CHALLENGE.matcher(challenge.get()).matches()) {
      throw new Fault(OAuth2Error.INVALID_REQUEST.setDescription("Malformed code_challenge"));
    }
  }

  private static AuthenticationRequest parse(Parameters parameters) {
    try {
      var read = new HashMap<>(parameters.asMap());
      read.keySet().retainAll(READ);
      return AuthenticationRequest.parse(read);
    } catch (ParseException e) {
      var error = e.getErrorObject();
      throw new Fault(
          error == null
              ? OAuth2Error.INVALID_REQUEST
              : new ErrorObject(error.getCode(), "Malformed request", error.getHTTPStatusCode()));
    } catch (IllegalArgumentException e) {
      // Nimbus quotes a bad value in an error whose text may not hold every character.
      throw new Fault(OAuth2Error.INVALID_REQUEST.setDescription("Malformed request"));
    }
  }

  /** Carries an error to where the address is known. */
  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorObject error;

    Fault(ErrorObject error) {
      super(error.getCode());
      this.error = error;
    }
  }
}
