/**
 * The sites: what the operator declared of each in the file that {@code saoma.clients} names,
 * checked as a whole at start, and how a site proves at {@code /token} who it is.
 *
 * <p>URLs: none of its own. Specification: RFC 7591 §2 (metadata), RFC 6749 §2.3 (authentication),
 * RFC 8252 §7 (native applications), RFC 9700 §2.1 (redirect URIs are compared as strings).
 *
 * <p>Must never: keep a client secret, only its digest; parse a redirect URI to compare it; accept
 * a member it does not honour.
 */
@NullMarked
package io.saoma.client;

import org.jspecify.annotations.NullMarked;
