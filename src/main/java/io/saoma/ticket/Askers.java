package io.saoma.ticket;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import io.saoma.client.Client;
import io.saoma.client.Clients;
import io.saoma.connector.Connectors;
import io.saoma.interaction.Interaction;
import io.saoma.interaction.Interactions;
import io.saoma.oauth.Acr;
import io.saoma.oauth.Derivation;
import java.util.List;
import java.util.Optional;

/** Who waits for a ticket: read anew at every step, so that a client that is gone gets no login. */
public final class Askers {
  private final Interactions interactions;
  private final Clients clients;
  private final Connectors connectors;
  private final Derivation derivation;

  public Askers(
      Interactions interactions, Clients clients, Connectors connectors, Derivation derivation) {
    this.interactions = interactions;
    this.clients = clients;
    this.connectors = connectors;
    this.derivation = derivation;
  }

  /**
   * The interaction that a ticket names and the client behind it.
   *
   * @param request as it was validated
   */
  public record Asker(Interaction interaction, Client client, AuthenticationRequest request) {

    /** The weakest level the request would accept, if it names one of ours. */
    public Optional<Acr> weakestAcr() {
      return Acr.weakestOf(request.getACRValues());
    }
  }

  /** The asker behind a ticket, while its interaction is open and the client may use the app. */
  Optional<Asker> of(Ticket ticket) {
    return of(ticket, ticket.connectorId());
  }

  /** The same for an app that has not scanned the ticket yet. */
  Optional<Asker> of(Ticket ticket, String connectorId) {
    return ticket
        .interaction()
        .flatMap(interactions::find)
        .filter(Interaction::isOpen)
        .flatMap(
            interaction ->
                client(interaction, connectorId)
                    .map(
                        client ->
                            new Asker(interaction, client, interaction.authenticationRequest())));
  }

  /** Whether this app may sign in to the client behind the ticket. */
  boolean serves(String connectorId, Ticket ticket) {
    return ticket
        .interaction()
        .flatMap(interactions::find)
        .flatMap(interaction -> client(interaction, connectorId))
        .isPresent();
  }

  private Optional<Client> client(Interaction interaction, String connectorId) {
    return clients
        .find(interaction.client())
        .filter(
            client -> connectors.mayServe(client.owner(), client.scan().connectors(), connectorId));
  }

  /** What the phone shows of it. */
  Shown shown(Asker asker, Ticket ticket, List<String> warnings) {
    return new Shown(
        asker.client().presentation().name(asker.interaction().language()),
        Optional.ofNullable(asker.client().presentation().verifiedDomain()),
        ticket.binding().map(Ticket.Binding::surroundings).orElse(Surroundings.UNKNOWN),
        phrase(asker.interaction()),
        asker.request().getScope().toStringList(),
        warnings);
  }

  /**
   * The two words on both screens: an interaction's, so that a new picture does not change them.
   */
  public String phrase(Interaction interaction) {
    return Phrase.of(derivation.bytes("phrase", interaction.id().value()), interaction.language());
  }
}
