/**
 * A site that knows nothing but standard OpenID Connect, written with a client library that others
 * made (pac4j): authorization code, PKCE, state and nonce, a confidential client.
 *
 * <p>URLs: {@code /} the page, {@code /login}, {@code /callback}, {@code /logout}. It lives at an
 * origin of its own. It must never use anything of Saoma's beyond what discovery says; in this
 * package WeChat does not exist.
 */
@NullMarked
package io.saoma.demo;

import org.jspecify.annotations.NullMarked;
