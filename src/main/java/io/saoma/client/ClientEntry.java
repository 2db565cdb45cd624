package io.saoma.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.rp.ApplicationType;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one client of the file; what is wrong with it goes to its {@link Members}. */
final class ClientEntry {
  /** Who owns what the operator declared without an owner. */
  private static final String OPERATOR = "operator";

  /**
   * Characters that look the same with and without form-encoding: half of the world's clients
   * encode them for {@code client_secret_basic} as RFC 6749 §2.3.1 says, the other half does not.
   */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/-]{1,255}");

  private final Members members;
  private final Surroundings surroundings;

  ClientEntry(Members members, Surroundings surroundings) {
    this.members = members;
    this.surroundings = surroundings;
  }

  /** The client, unless it has a fault. */
  Optional<Client> client() {
    var metadata = members.standard();
    var id = matching("client_id", ID, "has to be 1 to 128 characters of A-Z a-z 0-9 . _ -");
    if (id.isEmpty() && !members.has("client_id")) {
      members.fault("client_id", "is missing");
    }
    var owner = matching("saoma_owner", NAME, "is no name").orElse(OPERATOR);
    var sector = matching("saoma_sector", NAME, "is no name").orElse(owner);
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    var credential = new SecretRule(members, surroundings).credential(metadata.get());
    var redirectUris = redirectUris(metadata.get());
    var permissions = permissions(metadata.get());
    var scan = scan();
    var presentation =
        new PresentationRule(members).presentation(metadata.get(), id.orElse("client"));
    if (!members.faultless()) {
      return Optional.empty();
    }
    return Optional.of(
        new Client(
            new ClientID(id.orElseThrow()),
            owner,
            sector,
            credential.orElseThrow(),
            redirectUris,
            permissions,
            scan,
            presentation.orElseThrow()));
  }

  private RedirectUris redirectUris(OIDCClientMetadata metadata) {
    boolean nativeApplication = metadata.getApplicationType() == ApplicationType.NATIVE;
    var uris = members.texts("redirect_uris");
    if (!members.has("redirect_uris")) {
      members.fault("redirect_uris", "is missing");
    }
    var rule = new RedirectUriRule(nativeApplication, surroundings.development());
    for (var uri : uris) {
      rule.fault(uri).ifPresent(problem -> members.fault("redirect_uris", uri + " " + problem));
    }
    return new RedirectUris(uris, nativeApplication);
  }

  private Client.Permissions permissions(OIDCClientMetadata metadata) {
    offered("response_types", metadata.getResponseTypes(), Offered.RESPONSE_TYPES);
    offered("grant_types", metadata.getGrantTypes(), Offered.GRANT_TYPES);
    Set<GrantType> grants =
        metadata.getGrantTypes() == null
            ? Set.of(GrantType.AUTHORIZATION_CODE)
            : metadata.getGrantTypes();
    if (!grants.contains(GrantType.AUTHORIZATION_CODE)) {
      members.fault("grant_types", "must hold authorization_code");
    }
    var scope = Objects.requireNonNullElseGet(metadata.getScope(), () -> new Scope("openid"));
    offered("scope", scope.toStringList(), Offered.SCOPES);
    if (scope.contains("offline_access") && !grants.contains(GrantType.REFRESH_TOKEN)) {
      members.fault("scope", "offline_access is nothing without the grant type refresh_token");
    }
    var algorithm = Objects.requireNonNullElse(metadata.getIDTokenJWSAlg(), JWSAlgorithm.RS256);
    offered("id_token_signed_response_alg", List.of(algorithm), Offered.ID_TOKEN_ALGORITHMS);
    if (metadata.getSubjectType() == SubjectType.PUBLIC) {
      members.fault("subject_type", "must be pairwise: give clients that share one a saoma_sector");
    }
    return new Client.Permissions(grants, scope, algorithm, members.flag("saoma_require_pkce"));
  }

  private ScanPolicy scan() {
    var typeBack = members.text("saoma_type_back");
    if (typeBack.isPresent() && TypeBack.parse(typeBack.get()).isEmpty()) {
      members.fault("saoma_type_back", "must be adaptive, new-browser, always or off");
    }
    return new ScanPolicy(
        members.texts("saoma_connectors"),
        typeBack.flatMap(TypeBack::parse).orElse(TypeBack.ADAPTIVE),
        members.flag("saoma_always_scan"));
  }

  private <T> void offered(String member, @Nullable Collection<T> asked, List<T> offered) {
    if (asked != null) {
      asked.stream()
          .filter(value -> !offered.contains(value))
          .forEach(value -> members.fault(member, "must be of " + offered + ", is " + value));
    }
  }

  private Optional<String> matching(String member, Pattern pattern, String problem) {
    var value = members.text(member);
    if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
      members.fault(member, problem);
      return Optional.empty();
    }
    return value;
  }

  /**
   * Where a client is declared.
   *
   * @param file the client file
   * @param development whether plain http and sample secrets are accepted
   */
  record Surroundings(Path file, boolean development) {}
}
