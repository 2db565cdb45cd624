/**
 * The interactive flow as a small state machine: an authorization request that waits for a person,
 * bound to one browser, and one pure function that says what comes next (OIDC Core §3.1.2). An
 * error can be sent to a site only by way of a {@code ReturnAddress}, which cannot be built from
 * anything that the client did not register.
 */
@NullMarked
package io.saoma.interaction;

import org.jspecify.annotations.NullMarked;
