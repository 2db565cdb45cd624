package io.saoma.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.saoma.oauth.InteractionId;
import io.saoma.ticket.LoginView;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.TicketKind;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JpaLoginsTest {
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
    private final JpaLogins logins;

    Contract(Supplier<TestDatabase> rows) {
      super(rows);
      this.logins = new JpaLogins(database);
    }

    @Test
    void aRequestWithoutTicketsIsALogin() {
      var id = given.interaction();

      var login = logins.find(id).orElseThrow();

      assertThat(login.interaction().id()).isEqualTo(id);
      assertThat(login.interaction().isOpen()).isTrue();
      assertThat(login.tickets()).isEmpty();
      assertThat(login.view().word()).isEqualTo(LoginView.Word.EXPIRED);
    }

    @Test
    void itsTicketsComeOldestFirstAndNobodyElses() {
      var id = given.interaction();
      var second = given.displayed(id, TicketKind.QR, 2);
      var first = given.displayed(id, TicketKind.QR, 1);
      var typed = given.displayed(id, TicketKind.TYPED, 1);
      given.displayed(given.interaction());

      var login = logins.find(id).orElseThrow();

      assertThat(login.tickets())
          .extracting(Ticket::id)
          .containsExactly(first.id(), typed.id(), second.id());
      assertThat(login.view().word()).isEqualTo(LoginView.Word.WAITING);
    }

    /** A reading in a transaction sees what the transaction did. */
    @Test
    void aLoginIsReadAnewInsideATransaction() {
      var id = given.interaction();
      var interactions = new JpaInteractions(database);

      var version =
          database.inOne(
              () -> {
                logins.find(id);
                interactions.touch(id);
                return logins.find(id).orElseThrow().interaction().version();
              });

      assertThat(version).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsNoLogin() {
      assertThat(logins.find(new InteractionId(given.id()))).isEmpty();
    }
  }
}
