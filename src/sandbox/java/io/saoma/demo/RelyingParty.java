package io.saoma.demo;

import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import org.pac4j.core.config.Config;
import org.pac4j.core.exception.TechnicalException;
import org.pac4j.core.http.callback.NoParameterCallbackUrlResolver;
import org.pac4j.jee.filter.CallbackFilter;
import org.pac4j.jee.filter.SecurityFilter;
import org.pac4j.oidc.client.OidcClient;
import org.pac4j.oidc.config.OidcConfiguration;

/**
 * The library, set up at the first login and not before: this site may start before its provider
 * answers, and discovery is asked again until it was understood once.
 */
final class RelyingParty {
  private static final String CLIENT = "saoma";
  private static final int TIMEOUT_MILLIS = 5_000;

  private final String issuer;
  private final String clientId;
  private final String clientSecret;
  private final String baseUrl;
  private @Nullable Config config;

  RelyingParty(String issuer, String clientId, String clientSecret, String baseUrl) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.baseUrl = baseUrl;
  }

  /**
   * Sends whoever is not logged in to the provider.
   *
   * @throws TechnicalException if the provider's discovery does not answer
   */
  Filter login() {
    return new SecurityFilter(config(), CLIENT);
  }

  /**
   * Takes the provider's answer and goes back to where the login began.
   *
   * @throws TechnicalException as {@link #login}
   */
  Filter callback() {
    CallbackFilter callback = new CallbackFilter(config(), baseUrl + "/");
    callback.setDefaultClient(CLIENT);
    return callback;
  }

  private synchronized Config config() {
    if (config == null) {
      OidcClient client = new OidcClient(configuration());
      client.setName(CLIENT);
      client.setCallbackUrl(baseUrl + "/callback");
      client.setCallbackUrlResolver(new NoParameterCallbackUrlResolver());
      client.init();
      config = new Config(client);
    }
    return config;
  }

  private OidcConfiguration configuration() {
    OidcConfiguration configuration = new OidcConfiguration();
    configuration.setDiscoveryURI(issuer + "/.well-known/openid-configuration");
    configuration.setClientId(clientId);
    configuration.setSecret(clientSecret);
    configuration.setClientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    configuration.setScope("openid");
    configuration.setUseNonce(true);
    configuration.setStateGenerator(context -> new State().getValue()); // 256 bits, not 40
    configuration.setPkceMethod(CodeChallengeMethod.S256);
    configuration.setConnectTimeout(TIMEOUT_MILLIS);
    configuration.setReadTimeout(TIMEOUT_MILLIS);
    // This site shows what the ID token says, and nothing else.
    configuration.setCallUserInfoEndpoint(false);
    return configuration;
  }
}
