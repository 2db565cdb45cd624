package io.saoma.issuance;

import static io.saoma.client.TestClients.CODE_ONLY;
import static io.saoma.client.TestClients.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.saoma.account.AccountId;
import io.saoma.client.Client;
import io.saoma.issuance.AuthorizationCodes.Redeemed;
import io.saoma.issuance.RefreshTokens.Refreshed;
import io.saoma.key.SigningKeyStore;
import io.saoma.key.SigningKeys;
import io.saoma.key.StoredKey;
import io.saoma.oauth.Acr;
import io.saoma.oauth.Sealer;
import io.saoma.oauth.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The wire shapes of tokens: no store, no network, a clock that stands still. */
class TokenIssuerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:30:00.987Z");

  private final SigningKeys keys =
      SigningKeys.load(new KeysInMemory(), new Sealer(new byte[32], new Secrets()));
  private final TokenIssuer issuer =
      new TokenIssuer(TestProvider.ISSUER, keys, new Secrets(), () -> NOW);

  @Test
  void anIdTokenSaysWhoSignedInWhenAndHow() throws ParseException {
    var tokens = issuer.issue(WEB, redeemed(WEB, "openid"));

    assertGolden("id-token.json", idToken(tokens), Map.of("at_hash", "*"));
  }

  @Test
  void anAccessTokenIsARfc9068Jwt() throws ParseException {
    var tokens = issuer.issue(WEB, redeemed(WEB, "openid offline_access"));

    assertGolden("access-token.json", accessToken(tokens), Map.of("jti", "*"));
  }

  @Test
  void aTokenResponseHoldsThemAll() {
    var json =
        new OIDCTokenResponse(issuer.issue(WEB, redeemed(WEB, "openid offline_access")))
            .toJSONObject();
    json.put("access_token", "*");
    json.put("id_token", "*");

    Golden.assertSame("token-response.json", json.toJSONString());
  }

  @Test
  void o31_eachTokenSaysWhatItIs() throws ParseException {
    var tokens = issuer.issue(WEB, redeemed(WEB, "openid"));

    assertThat(idToken(tokens).getHeader().getType()).hasToString("JWT");
    assertThat(accessToken(tokens).getHeader().getType()).hasToString("at+jwt");
  }

  @Test
  void theIdTokenIsSignedAsItsClientAsked() throws ParseException {
    assertThat(idToken(issuer.issue(WEB, redeemed(WEB, "openid"))).getHeader().getAlgorithm())
        .isEqualTo(JWSAlgorithm.RS256);
    assertThat(
            idToken(issuer.issue(CODE_ONLY, redeemed(CODE_ONLY, "openid")))
                .getHeader()
                .getAlgorithm())
        .isEqualTo(JWSAlgorithm.ES256);
  }

  @Test
  void atHashIsTheLeftHalfOfTheAccessTokensDigest() throws Exception {
    var tokens = issuer.issue(WEB, redeemed(WEB, "openid"));

    var digest =
        MessageDigest.getInstance("SHA-256")
            .digest(tokens.getAccessToken().getValue().getBytes(StandardCharsets.US_ASCII));
    assertThat(idToken(tokens).getJWTClaimsSet().getStringClaim("at_hash"))
        .isEqualTo(Base64URL.encode(Arrays.copyOf(digest, 16)).toString());
  }

  @Test
  void everyAccessTokenHasItsOwnJti() throws ParseException {
    var redeemed = redeemed(WEB, "openid");

    assertThat(accessToken(issuer.issue(WEB, redeemed)).getJWTClaimsSet().getJWTID())
        .isNotEqualTo(accessToken(issuer.issue(WEB, redeemed)).getJWTClaimsSet().getJWTID());
  }

  @Test
  void aRefreshedIdTokenKeepsTheSignInAndHasNoNonce() throws ParseException {
    var grant = redeemed(WEB, "openid offline_access").grant();

    var tokens = issuer.issue(WEB, new Refreshed(grant, grant.scope(), new RefreshToken("next")));

    var claims = idToken(tokens).getJWTClaimsSet();
    assertThat(claims.getClaim("nonce")).isNull();
    assertThat(claims.getDateClaim("auth_time")).isEqualTo("2026-11-23T08:29:41Z");
    assertThat(claims.getStringClaim("acr")).isEqualTo("urn:saoma:acr:qr-typeback");
    assertThat(tokens.getRefreshToken().getValue()).isEqualTo("next");
  }

  @Test
  void withoutOpenidThereIsNoIdToken() {
    var grant = redeemed(WEB, "openid offline_access").grant();

    var tokens =
        issuer.issue(
            WEB, new Refreshed(grant, new Scope("offline_access"), new RefreshToken("next")));

    assertThat(tokens.getIDToken()).isNull();
    assertThat(tokens.getAccessToken().getScope()).isEqualTo(new Scope("offline_access"));
  }

  private static Redeemed redeemed(Client client, String scope) {
    var grant =
        new Grant(
            "AAAAAAAAAAAAAAAAAAAAAA",
            client.id(),
            new Subject("248289761001"),
            Scope.parse(scope),
            new SignIn(
                new AccountId("account"),
                "08a5019c17e1e9db76",
                "mp",
                Acr.QR_TYPEBACK,
                List.of("mca"),
                Instant.parse("2026-11-23T08:29:41Z")),
            new Nonce("n-0S6_WzA2Mj"));
    return new Redeemed(
        grant,
        scope.contains("offline_access")
            ? Optional.of(new RefreshToken("8xLOxBtZp8"))
            : Optional.empty());
  }

  private static SignedJWT idToken(OIDCTokens tokens) {
    return (SignedJWT) tokens.getIDToken();
  }

  private static SignedJWT accessToken(OIDCTokens tokens) throws ParseException {
    return SignedJWT.parse(tokens.getAccessToken().getValue());
  }

  private static void assertGolden(String name, SignedJWT token, Map<String, String> varying)
      throws ParseException {
    var claims = token.getPayload().toJSONObject();
    assertThat(claims).containsKeys(varying.keySet().toArray(String[]::new));
    claims.putAll(varying);
    Golden.assertSame(name, JSONObjectUtils.toJSONString(claims));
  }

  private static final class KeysInMemory implements SigningKeyStore {
    private final List<StoredKey> keys = new ArrayList<>();

    @Override
    public List<StoredKey> all() {
      return List.copyOf(keys);
    }

    @Override
    public boolean addFirst(StoredKey key) {
      return keys.add(key);
    }
  }
}
