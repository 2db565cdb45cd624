package io.saoma.ticket;

import io.saoma.web.Place;
import java.util.Optional;

/**
 * What the server itself saw of the browser, to be shown on the phone. Nothing in it was sent by
 * the page, and no address leaves the server.
 *
 * @param browser families of system and browser, e.g. {@code Windows · Chrome}
 * @param place of the browser's address
 */
public record Surroundings(Optional<String> browser, Optional<Place> place) {}
