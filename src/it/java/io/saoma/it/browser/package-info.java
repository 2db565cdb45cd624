/**
 * A real Chromium for journeys: found or installed by the build, headless, on the loopback only.
 */
@NullMarked
package io.saoma.it.browser;

import org.jspecify.annotations.NullMarked;
