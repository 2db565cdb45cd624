package io.saoma.client;

import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import io.saoma.oauth.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a declared client authenticates. The secret itself is forgotten here. */
final class SecretRule {
  private static final String FILE = "saoma_client_secret_file";

  /** See {@link ClientEntry}: characters that need no encoding; 32 of them are 192 bits. */
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{32,256}");

  /** What the examples' secrets begin with: everybody has read them. */
  private static final String SAMPLE = "sample-";

  private final Members members;
  private final ClientEntry.Surroundings surroundings;

  SecretRule(Members members, ClientEntry.Surroundings surroundings) {
    this.members = members;
    this.surroundings = surroundings;
  }

  /** The credential, unless it has a fault. */
  Optional<ClientCredential> credential(OIDCClientMetadata metadata) {
    var method =
        Objects.requireNonNullElse(
            metadata.getTokenEndpointAuthMethod(), ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    if (!Offered.AUTHENTICATION_METHODS.contains(method)) {
      members.fault("token_endpoint_auth_method", "must be of " + Offered.AUTHENTICATION_METHODS);
      return Optional.empty();
    }
    var declared = members.has("client_secret") || members.has(FILE);
    if (method.equals(ClientAuthenticationMethod.NONE)) {
      if (declared) {
        members.fault("client_secret", "is nothing for a client whose method is none");
      }
      return Optional.of(new ClientCredential(method, null));
    }
    return secret().map(secret -> new ClientCredential(method, Sha256.of(secret)));
  }

  private Optional<String> secret() {
    if (members.has("client_secret") == members.has(FILE)) {
      members.fault("client_secret", "is needed, or " + FILE + ", and not both");
      return Optional.empty();
    }
    var member = members.has(FILE) ? FILE : "client_secret";
    var secret =
        members
            .text(member)
            .flatMap(text -> member.equals(FILE) ? contents(text) : Optional.of(text));
    if (secret.isPresent() && !SECRET.matcher(secret.get()).matches()) {
      members.fault(member, "must be 32 to 256 characters of A-Z a-z 0-9 _ -");
      return Optional.empty();
    }
    if (secret.isPresent() && secret.get().startsWith(SAMPLE) && !surroundings.development()) {
      members.fault(member, "is a sample that everybody can read");
      return Optional.empty();
    }
    return secret;
  }

  private Optional<String> contents(String name) {
    try {
      return Optional.of(Files.readString(surroundings.file().resolveSibling(name)).strip());
    } catch (IOException | IllegalArgumentException e) {
      members.fault(FILE, "cannot be read: " + e.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
