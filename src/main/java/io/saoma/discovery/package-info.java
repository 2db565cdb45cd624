/**
 * What this provider says of itself to machines: metadata and public keys.
 *
 * <p>URLs: {@code GET /.well-known/openid-configuration}, {@code GET
 * /.well-known/oauth-authorization-server}, {@code GET /jwks}. Specification: OIDC Discovery §4,
 * RFC 8414 §3, RFC 7517 §5.
 *
 * <p>Must never: announce what does not work, take a word of it from the request, or touch the
 * database: every relying party asks here first.
 */
@NullMarked
package io.saoma.discovery;

import org.jspecify.annotations.NullMarked;
