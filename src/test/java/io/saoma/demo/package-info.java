/**
 * The demo site from outside: its web application in a Jetty, with a provider made for the test.
 */
@NullMarked
package io.saoma.demo;

import org.jspecify.annotations.NullMarked;
