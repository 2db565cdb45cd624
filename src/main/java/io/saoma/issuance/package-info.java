/**
 * What a person's yes becomes: a grant, its authorization code, and the tokens of both. A grant is
 * the family: revoking it kills everything that came of it. Codes and refresh tokens are spent by
 * one conditional statement each, and only their hashes are kept.
 *
 * <p>URLs: none of its own. Specification: RFC 6749 §4.1, §6; RFC 7636; RFC 9068; OIDC Core §2,
 * §12; RFC 9700 §4.14.
 *
 * <p>Must never: let a token be taken for another kind of token, widen a scope, or change {@code
 * acr}, {@code amr} or {@code auth_time} on refresh.
 */
@NullMarked
package io.saoma.issuance;

import org.jspecify.annotations.NullMarked;
