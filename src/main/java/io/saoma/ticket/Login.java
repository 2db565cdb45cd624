package io.saoma.ticket;

import io.saoma.interaction.Interaction;
import java.util.List;

/**
 * A login as it was at one moment.
 *
 * @param tickets all of them, oldest first
 */
public record Login(Interaction interaction, List<Ticket> tickets, LoginView view) {
  public static Login of(Interaction interaction, List<Ticket> tickets) {
    return new Login(interaction, tickets, LoginView.of(tickets));
  }

  /** Whether a page that has seen {@code version} is to be told. */
  public boolean isPast(long version) {
    return interaction.version() > version
        || !interaction.isOpen()
        || view.word() == LoginView.Word.EXPIRED;
  }
}
