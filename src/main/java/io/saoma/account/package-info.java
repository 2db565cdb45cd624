/**
 * People: one account for each, linked to every subject an upstream names them by, and the {@code
 * sub} by which each sector of sites knows them (OIDC Core §8). Nothing links by name, e-mail or
 * phone alone.
 */
@NullMarked
package io.saoma.account;

import org.jspecify.annotations.NullMarked;
