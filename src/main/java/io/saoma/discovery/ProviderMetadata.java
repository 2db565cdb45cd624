package io.saoma.discovery;

import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.saoma.client.Offered;
import io.saoma.oauth.Acr;
import io.saoma.web.Language;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import net.minidev.json.JSONObject;

/** The metadata of this provider: exactly what works, because relying parties believe it. */
final class ProviderMetadata {
  private ProviderMetadata() {}

  static JSONObject of(Issuer issuer) {
    var json = typed(issuer).toJSONObject();
    // Nimbus leaves out what is the default; a reader should not have to know it.
    json.put("claims_parameter_supported", false);
    json.put("request_parameter_supported", false);
    return json;
  }

  private static OIDCProviderMetadata typed(Issuer issuer) {
    var metadata =
        new OIDCProviderMetadata(issuer, List.of(SubjectType.PAIRWISE), uri(issuer, "/jwks"));
    metadata.setAuthorizationEndpointURI(uri(issuer, "/authorize"));
    metadata.setTokenEndpointURI(uri(issuer, "/token"));
    metadata.setUserInfoEndpointURI(uri(issuer, "/userinfo"));
    metadata.setScopes(new Scope(Offered.SCOPES.toArray(String[]::new)));
    metadata.setResponseTypes(Offered.RESPONSE_TYPES);
    metadata.setResponseModes(List.of(ResponseMode.QUERY, ResponseMode.FORM_POST));
    metadata.setGrantTypes(Offered.GRANT_TYPES);
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setTokenEndpointAuthMethods(Offered.AUTHENTICATION_METHODS);
    metadata.setIDTokenJWSAlgs(Offered.ID_TOKEN_ALGORITHMS);
    metadata.setACRs(List.of(acr(Acr.QR_TAP), acr(Acr.QR_TYPEBACK)));
    metadata.setClaimTypes(List.of(ClaimType.NORMAL));
    metadata.setClaims(
        List.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "auth_time",
            "nonce",
            "acr",
            "amr",
            "sid",
            "at_hash"));
    metadata.setUILocales(Arrays.stream(Language.values()).map(ProviderMetadata::tag).toList());
    // Without it, OIDC Discovery §3 reads "true".
    metadata.setSupportsRequestURIParam(false);
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    return metadata;
  }

  private static ACR acr(Acr level) {
    return new ACR(level.value());
  }

  private static LangTag tag(Language language) {
    try {
      return LangTag.parse(language.tag());
    } catch (LangTagException e) {
      throw new IllegalStateException("not a language tag: " + language.tag(), e);
    }
  }

  private static URI uri(Issuer issuer, String path) {
    return URI.create(issuer.getValue() + path);
  }
}
