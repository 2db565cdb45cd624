/**
 * Signed-in browsers: what a scan proved, when, and for how long this browser may go on without
 * another (OIDC Core §2: {@code auth_time}, {@code acr}, {@code amr}). A flow's id never becomes a
 * session's id.
 */
@NullMarked
package io.saoma.session;

import org.jspecify.annotations.NullMarked;
