/** What an operator may declare, and what the server says to the rest. */
@NullMarked
package io.saoma.connector;

import org.jspecify.annotations.NullMarked;
