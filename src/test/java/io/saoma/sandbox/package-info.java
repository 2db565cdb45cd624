/**
 * The sandbox from outside: its web application in a Jetty, spoken to over HTTP. Its classes are
 * not on the tests' class path, so nothing here can reach into it.
 */
@NullMarked
package io.saoma.sandbox;

import org.jspecify.annotations.NullMarked;
