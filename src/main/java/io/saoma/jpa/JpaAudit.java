package io.saoma.jpa;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.account.AccountId;
import io.saoma.audit.Audit;
import io.saoma.audit.AuditEvent;
import io.saoma.oauth.InteractionId;
import java.util.Optional;

/** The audit trail in the database: rows are only ever added. */
public final class JpaAudit implements Audit {
  private final Database database;

  public JpaAudit(Database database) {
    this.database = database;
  }

  @Override
  public void record(AuditEvent event) {
    database.change(
        """
        INSERT INTO audit_event (happened_at, event, client_id, account_id, interaction_id,
          ticket_id, detail)
        VALUES (clock_timestamp(), ?1, ?2, ?3, ?4, ?5, ?6)
        """,
        event.type(),
        Optional.ofNullable(event.client()).map(ClientID::getValue).orElse(null),
        Optional.ofNullable(event.account()).map(AccountId::value).orElse(null),
        Optional.ofNullable(event.interaction()).map(InteractionId::value).orElse(null),
        event.ticket(),
        event.detail());
  }
}
