package io.saoma.ticket;

import io.saoma.web.Peer;

/**
 * What a phone sends when it was opened by a picture or a typed code.
 *
 * @param name the scene or the normalised typed code
 * @param credential fresh from the upstream, spent by this very request
 * @param launch the way the app was opened, as the phone reports it: a signal, never a proof
 * @param environment the app's build
 * @param peer where the request came from
 */
public record Scan(
    TicketKind kind, String name, String credential, int launch, String environment, Peer peer) {}
