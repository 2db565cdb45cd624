/**
 * Whole logins against the WARs as the build made them: a real browser that goes from a site to
 * Saoma and back, phones, and everybody who tries to come in between.
 */
@NullMarked
package io.saoma.it.journey;

import org.jspecify.annotations.NullMarked;
