/**
 * The token endpoint: a client proves who it is and changes a code or a refresh token for tokens.
 *
 * <p>URLs: {@code POST /token}. Specification: RFC 6749 §3.2, §4.1.3, §5, §6; RFC 7636 §4.5; OIDC
 * Core §3.1.3.
 *
 * <p>Must never: read a parameter from the query, tell a client more than the error's name about
 * why a code was refused, or answer with anything that may be cached.
 */
@NullMarked
package io.saoma.token;

import org.jspecify.annotations.NullMarked;
