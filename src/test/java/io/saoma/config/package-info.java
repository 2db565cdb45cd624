/** Tests of the settings: what is read, from where, and what is refused. */
@NullMarked
package io.saoma.config;

import org.jspecify.annotations.NullMarked;
