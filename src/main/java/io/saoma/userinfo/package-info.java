/**
 * What a site may know of the person whose access token it holds.
 *
 * <p>URLs: {@code GET /userinfo}, {@code POST /userinfo}. Specification: OIDC Core §5.3, RFC 6750
 * §2.
 *
 * <p>Must never: take a token from the query, serve a token whose grant, session or account ended,
 * or answer anything but JSON: some relying parties ask for paths below it.
 */
@NullMarked
package io.saoma.userinfo;

import org.jspecify.annotations.NullMarked;
