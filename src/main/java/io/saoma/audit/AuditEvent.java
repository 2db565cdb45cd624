package io.saoma.audit;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.account.AccountId;
import io.saoma.oauth.InteractionId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param type from the closed list of names in {@code src/docs/audit.md}
 * @param detail fixed words, never anything a request said
 */
public record AuditEvent(
    String type,
    @Nullable ClientID client,
    @Nullable AccountId account,
    @Nullable InteractionId interaction,
    @Nullable String ticket,
    @Nullable String detail) {

  /** An event that so far concerns nobody. */
  public static AuditEvent of(String type) {
    return new AuditEvent(type, null, null, null, null, null);
  }

  public AuditEvent client(ClientID id) {
    return new AuditEvent(type, id, account, interaction, ticket, detail);
  }

  public AuditEvent account(@Nullable AccountId id) {
    return new AuditEvent(type, client, id, interaction, ticket, detail);
  }

  public AuditEvent interaction(@Nullable InteractionId id) {
    return new AuditEvent(type, client, account, id, ticket, detail);
  }

  public AuditEvent ticket(String id) {
    return new AuditEvent(type, client, account, interaction, id, detail);
  }

  public AuditEvent detail(String fixedWords) {
    return new AuditEvent(type, client, account, interaction, ticket, fixedWords);
  }
}
