/**
 * {@code GET} and {@code POST /authorize} (RFC 6749 §4.1.1, OIDC Core §3.1.2): checks the request,
 * asks what comes next, and sends the browser there. It shows no page of its own and never
 * redirects to an address that the client did not register.
 */
@NullMarked
package io.saoma.authorize;

import org.jspecify.annotations.NullMarked;
