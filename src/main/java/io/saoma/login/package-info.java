/**
 * The page on which a person signs in.
 *
 * <p>URLs: {@code /login/{interaction}}. Specification: OpenID Connect Core 1.0 §3.1.2.3, RFC 8628
 * §6.1 for the typed code.
 *
 * <p>Must never: show a value of the request unescaped, or hold anything that completes a login
 * without the browser's cookie.
 */
@NullMarked
package io.saoma.login;

import org.jspecify.annotations.NullMarked;
