package io.saoma.crossdevice;

import io.saoma.interaction.Interaction;
import io.saoma.interaction.Interactions;
import io.saoma.oauth.InteractionId;
import io.saoma.ticket.LoginView;
import io.saoma.ticket.Ticket;
import io.saoma.ticket.Tickets;
import java.util.List;
import java.util.Optional;

/** Reads how far a login is. */
public final class States {
  private final Interactions interactions;
  private final Tickets tickets;

  public States(Interactions interactions, Tickets tickets) {
    this.interactions = interactions;
    this.tickets = tickets;
  }

  /**
   * One reading. The interaction is read before its tickets: a change in between makes the next
   * poll look again, never miss it.
   */
  record Seen(Interaction interaction, List<Ticket> tickets, LoginView view) {
    boolean isPast(long version) {
      return interaction.version() > version
          || !interaction.isOpen()
          || view.word() == LoginView.Word.EXPIRED;
    }

    StateAnswer answer(long retryMillis) {
      return StateAnswer.of(interaction, view, retryMillis);
    }
  }

  Optional<Seen> read(InteractionId id) {
    return interactions.find(id).map(this::read);
  }

  Seen read(Interaction interaction) {
    var present = tickets.of(interaction.id());
    return new Seen(interaction, present, LoginView.of(present));
  }
}
