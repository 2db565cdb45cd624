package io.saoma.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The members of one declared client, read by type; whatever is wrong becomes a fault. */
final class Members {
  /** Those of RFC 7591 and OIDC Registration that are honoured. */
  private static final Set<String> STANDARD =
      Set.of(
          "client_id",
          "client_secret",
          "client_name",
          "client_uri",
          "logo_uri",
          "policy_uri",
          "tos_uri",
          "contacts",
          "redirect_uris",
          "application_type",
          "grant_types",
          "response_types",
          "scope",
          "subject_type",
          "token_endpoint_auth_method",
          "id_token_signed_response_alg");

  private static final Set<String> OWN =
      Set.of(
          "saoma_owner",
          "saoma_sector",
          "saoma_connectors",
          "saoma_type_back",
          "saoma_verified_domain",
          "saoma_always_scan",
          "saoma_require_pkce",
          "saoma_accent_color",
          "saoma_client_secret_file");

  /** Members for people, which may have a language: {@code client_name#zh-CN} (RFC 7591 §2.2). */
  private static final String LOCALIZED = "client_name#";

  private final ObjectNode json;
  private final String client;
  private final List<String> faults;
  private final int before;

  Members(ObjectNode json, int index, List<String> faults) {
    this.json = json;
    this.faults = faults;
    this.before = faults.size();
    this.client =
        json.path("client_id").isTextual()
            ? "client " + json.get("client_id").textValue()
            : "client at index " + index;
  }

  /** Adds a fault of {@code member}. */
  void fault(String member, String problem) {
    faults.add(client + ": " + member + ": " + problem);
  }

  /** Whether this client has none so far. */
  boolean faultless() {
    return faults.size() == before;
  }

  boolean has(String member) {
    return json.has(member);
  }

  /** A member that is text. */
  Optional<String> text(String member) {
    var value = json.get(member);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      fault(member, "must be text");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** A member that is an array of different texts; none when it is absent. */
  List<String> texts(String member) {
    var value = json.get(member);
    if (value == null) {
      return List.of();
    }
    var elements = StreamSupport.stream(value.spliterator(), false).toList();
    if (!value.isArray()
        || elements.isEmpty()
        || !elements.stream().allMatch(JsonNode::isTextual)) {
      fault(member, "must be an array of text");
      return List.of();
    }
    var texts = elements.stream().map(JsonNode::textValue).toList();
    if (Set.copyOf(texts).size() < texts.size()) {
      fault(member, "holds a value twice");
    }
    return texts;
  }

  /** A member that is true or false; false when it is absent. */
  boolean flag(String member) {
    var value = json.get(member);
    if (value != null && !value.isBoolean()) {
      fault(member, "must be true or false");
    }
    return value != null && value.asBoolean();
  }

  /**
   * The standard members as Nimbus reads them. Each is read alone, so that all faults are found and
   * each is named, and then all together.
   */
  Optional<OIDCClientMetadata> standard() {
    var readable = json.objectNode();
    json.properties().stream()
        .filter(member -> isStandard(member) && parses(member))
        .forEach(member -> readable.set(member.getKey(), member.getValue()));
    try {
      return Optional.of(parse(readable));
    } catch (ParseException e) {
      fault("members", "do not go together");
      return Optional.empty();
    }
  }

  private boolean isStandard(Map.Entry<String, JsonNode> member) {
    var name = member.getKey();
    if (STANDARD.contains(name) || name.startsWith(LOCALIZED)) {
      return true;
    }
    if (!OWN.contains(name)) {
      fault(name, "is unknown, or nothing that this version honours");
    }
    return false;
  }

  private boolean parses(Map.Entry<String, JsonNode> member) {
    try {
      if (!member.getValue().isNull()) {
        parse(json.objectNode().set(member.getKey(), member.getValue()));
        return true;
      }
      fault(member.getKey(), "must not be null");
    } catch (ParseException e) {
      fault(member.getKey(), "is not what RFC 7591 §2 says it is");
    }
    return false;
  }

  private static OIDCClientMetadata parse(JsonNode members) throws ParseException {
    try {
      return OIDCClientMetadata.parse(JSONObjectUtils.parse(members.toString()));
    } catch (IllegalArgumentException e) {
      // Nimbus quotes the value in an error whose text may not hold every character.
      throw new ParseException("not valid", e);
    }
  }
}
