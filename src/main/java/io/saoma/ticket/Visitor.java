package io.saoma.ticket;

import io.saoma.web.Peer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The browser behind a page's request.
 *
 * @param cookie the handle that binds it
 * @param device the handle of its device cookie
 * @param userAgent its header
 */
public record Visitor(
    String cookie, Optional<String> device, @Nullable String userAgent, Peer peer) {}
