/**
 * The launcher's web server: an embedded Jetty that accepts HTTP/1.1 as RFC 9112 and RFC 3986 write
 * it and nothing looser.
 *
 * <p>URLs: none of its own. It must never be imported by anything: the launcher finds it by name,
 * in a class loader that only this package and the Jetty jars share.
 */
@NullMarked
package io.saoma.launch.jetty;

import org.jspecify.annotations.NullMarked;
