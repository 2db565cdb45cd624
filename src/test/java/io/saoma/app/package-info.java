/** Tests of what the composition root refuses. */
@NullMarked
package io.saoma.app;

import org.jspecify.annotations.NullMarked;
