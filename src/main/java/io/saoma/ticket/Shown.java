package io.saoma.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saoma.oauth.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What the phone shows before it asks for a tap: who asks, from where, what they will learn. All of
 * it is the server's own knowledge. Its digest comes back with the confirmation, so that nobody
 * confirms what was not shown, or no longer holds.
 */
public record Shown(
    String clientName,
    Optional<String> verifiedDomain,
    Surroundings surroundings,
    String phrase,
    List<String> scope,
    List<String> warnings) {
  public Shown {
    scope = List.copyOf(scope);
    warnings = List.copyOf(warnings);
  }

  /** SHA-256 over every member, each with its length. */
  public String digest() {
    var text = new ByteArrayOutputStream();
    add(text, clientName);
    add(text, verifiedDomain.orElse(""));
    add(text, surroundings.text());
    add(text, phrase);
    add(text, String.join(" ", scope));
    return Sha256.of(text.toByteArray());
  }

  private static void add(ByteArrayOutputStream text, String member) {
    var bytes = member.getBytes(UTF_8);
    text.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    text.writeBytes(bytes);
  }
}
