package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.account.AccountId;
import io.saoma.audit.AuditEvent;
import io.saoma.oauth.InteractionId;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JpaAuditTest {
  @Nested
  class OnPostgreSql extends Contract {
    OnPostgreSql() {
      super(TestDatabase::postgreSql);
    }
  }

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(TestDatabase::h2);
    }
  }

  abstract static class Contract extends StoreContract {
    private final JpaAudit audit;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.audit = new JpaAudit(database);
    }

    @Test
    void anEventIsKeptAsItHappened() {
      var ticket = given.id();
      var before = database.now();

      audit.record(
          AuditEvent.of("qr_scanned")
              .client(new ClientID("shop"))
              .account(new AccountId("account"))
              .interaction(new InteractionId("interaction"))
              .ticket(ticket)
              .detail("typed"));

      var row = row(ticket);
      assertThat(Database.instant(row[0]))
          .isBetween(before.minusMillis(1), database.now().plusMillis(1));
      assertThat(List.of(row).subList(1, 7))
          .containsExactly("qr_scanned", "shop", "account", "interaction", ticket, "typed");
    }

    @Test
    void anEventMayConcernNobody() {
      var ticket = given.id();

      audit.record(AuditEvent.of("ticket_burned").ticket(ticket));

      assertThat(row(ticket)).containsSequence("ticket_burned", null, null, null, ticket, null);
    }

    /** I16: no event without its step, and no step without its event. */
    @Test
    void anEventOfAStepThatDidNotHappenIsNotKept() {
      var ticket = given.id();

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  database.inOne(
                      () -> {
                        audit.record(AuditEvent.of("qr_scanned").ticket(ticket));
                        throw new IllegalStateException("the step failed");
                      }));

      assertThat(rows(ticket)).isEmpty();
    }

    @Test
    void eventsAreReadInTheirOrder() {
      var ticket = given.id();
      for (var type : List.of("first", "second", "third")) {
        audit.record(AuditEvent.of(type).ticket(ticket));
      }

      assertThat(rows(ticket))
          .extracting(row -> row[1])
          .containsExactly("first", "second", "third");
    }

    @Test
    void noEventIsLostWhenManyHappen() {
      var ticket = given.id();

      var results =
          Race.run(
              5,
              round -> ticket,
              (named, contender) -> {
                audit.record(AuditEvent.of("event" + contender).ticket(named));
                return named;
              });

      assertThat(results)
          .allSatisfy(round -> assertThat(round).containsOnly(new Race.Won<>(ticket)));
      assertThat(rows(ticket)).hasSize(5 * Race.THREADS);
    }

    private Object[] row(String ticket) {
      var found = rows(ticket);
      assertThat(found).hasSize(1);
      return found.get(0);
    }

    private List<Object[]> rows(String ticket) {
      return database.rows(
          """
          SELECT happened_at, event, client_id, account_id, interaction_id, ticket_id, detail
          FROM audit_event WHERE ticket_id = ?1 ORDER BY id
          """,
          ticket);
    }
  }
}
