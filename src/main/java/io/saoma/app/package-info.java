/**
 * The composition root and nothing else: what is made of what, written by hand and read in one
 * sitting. The only package that knows Jersey.
 */
@NullMarked
package io.saoma.app;

import org.jspecify.annotations.NullMarked;
