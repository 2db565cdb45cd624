/**
 * The ticket protocol: a picture or a typed code names a waiting login and nothing more. Whoever
 * scans is known only from a fresh upstream credential in that very request; every step is one
 * conditional update by the database's clock; the channel to the page carries one word (RFC 10027).
 * A ticket never gives an authorization code by itself: its browser collects it.
 */
@NullMarked
package io.saoma.ticket;

import org.jspecify.annotations.NullMarked;
