package io.saoma.ticket;

import io.saoma.client.Client;
import io.saoma.connector.Connectors;
import io.saoma.interaction.Interaction;
import io.saoma.oauth.InteractionId;
import io.saoma.oauth.Sha256;
import io.saoma.web.Browsers;
import io.saoma.web.Places;
import java.util.Optional;

/** Gives a page its next picture, bound to the browser that asks for it. */
public final class Presenting {
  private final Display display;
  private final DisplayBudget budget;
  private final Connectors connectors;
  private final BrowserKeys keys;
  private final Browsers browsers;
  private final Places places;

  public Presenting(
      Display display,
      DisplayBudget budget,
      Connectors connectors,
      BrowserKeys keys,
      Browsers browsers,
      Places places) {
    this.display = display;
    this.budget = budget;
    this.connectors = connectors;
    this.keys = keys;
    this.browsers = browsers;
    this.places = places;
  }

  /** Shows the next picture of the interaction to its own browser. */
  public Display.Outcome next(Interaction interaction, Client client, Visitor visitor) {
    if (!budget.take(visitor.peer())) {
      return new Display.Outcome.TooMany(budget.retryAfter());
    }
    var usable = connectors.of(client.owner(), client.scan().connectors());
    var binding =
        new Ticket.Binding(
            Sha256.of(visitor.cookie()),
            visitor.device().map(Sha256::of),
            new Surroundings(browsers.families(visitor.userAgent()), places.of(visitor.peer())));
    return display.next(
        interaction, usable, binding, round -> letters(interaction.id(), visitor, round));
  }

  /** The mini-program that the page's picture opens, where it has a name to look for. */
  public Optional<String> miniProgram(LoginView view) {
    return view.current()
        .flatMap(ticket -> connectors.find(ticket.connectorId()))
        .flatMap(connector -> connector.settings().name());
  }

  /** The typed code on the page, grouped for reading, while it is good. */
  public Optional<String> typedCode(Login login, Visitor visitor) {
    return Display.typedCode(
            login.tickets(), round -> letters(login.interaction().id(), visitor, round))
        .map(TypedCode::grouped);
  }

  private String letters(InteractionId interaction, Visitor visitor, int round) {
    return keys.typedCode(interaction, visitor.cookie(), round);
  }
}
