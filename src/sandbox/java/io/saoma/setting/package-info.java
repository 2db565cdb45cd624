/**
 * How the sandbox and the demo site find their settings: as Saoma does, so that one file can hold
 * all three's.
 */
@NullMarked
package io.saoma.setting;

import org.jspecify.annotations.NullMarked;
