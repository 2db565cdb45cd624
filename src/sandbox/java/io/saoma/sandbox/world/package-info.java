/**
 * What the sandbox is made of: applications, people, their one-time codes, the pictures drawn, the
 * clock. All of it is in memory and safe for any number of threads; a restart forgets it, except
 * that openids and unionids are derived, so a person made again with the same id is the same
 * person.
 *
 * <p>It knows neither HTTP nor JSON answers.
 */
@NullMarked
package io.saoma.sandbox.world;

import org.jspecify.annotations.NullMarked;
