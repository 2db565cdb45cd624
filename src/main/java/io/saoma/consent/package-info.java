/**
 * The page on which a person with a session decides what a further site learns.
 *
 * <p>URLs: {@code /consent/{interaction}}. Specification: OpenID Connect Core 1.0 §3.1.2.4.
 *
 * <p>Must never: tick a choice beforehand, or take silence for consent.
 */
@NullMarked
package io.saoma.consent;

import org.jspecify.annotations.NullMarked;
