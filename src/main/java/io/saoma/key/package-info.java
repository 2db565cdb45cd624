/**
 * The keys that sign tokens: made at first start, kept sealed, the same on every node. What was
 * signed by a retired key can still be verified, because its public part stays published.
 *
 * <p>URLs: none of its own; {@code /jwks} shows the public parts. Specification: RFC 7517, RFC 7518
 * §3, OIDC Core §10.1.
 *
 * <p>Must never: hand a private key to anybody, or look a key up by anything that a token says but
 * its {@code kid}.
 */
@NullMarked
package io.saoma.key;

import org.jspecify.annotations.NullMarked;
