/**
 * Measures the built {@code target/saoma.war} from outside, in a process of its own, with
 * PostgreSQL and the sandbox in theirs. {@code src/docs/benchmarks.md} says how to run it and what
 * it showed.
 */
@NullMarked
package io.saoma.bench;

import org.jspecify.annotations.NullMarked;
