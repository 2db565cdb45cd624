package io.saoma.ticket;

import io.saoma.oauth.InteractionId;
import java.time.Duration;

/**
 * A ticket about to be shown.
 *
 * @param name the scene or the typed code: hashed by the store, kept nowhere
 * @param stays until its deadline
 */
public record NewTicket(
    String id,
    InteractionId interaction,
    String connectorId,
    TicketKind kind,
    String name,
    int sequence,
    Duration stays,
    Ticket.Binding binding) {}
