/**
 * The foundation's protocol words: secrets, their hashes and derivations, sealing, assurance
 * levels, and the one exception for protocol errors (RFC 6749 §5.2, OIDC Core §3.1.2.6). Knows
 * neither HTTP nor the database.
 */
@NullMarked
package io.saoma.oauth;

import org.jspecify.annotations.NullMarked;
