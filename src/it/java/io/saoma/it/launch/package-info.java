/** {@code java -jar target/saoma.war}, as an operator runs it. */
@NullMarked
package io.saoma.it.launch;

import org.jspecify.annotations.NullMarked;
