/**
 * The launcher: {@code java -jar saoma.war} runs the WAR, and others beside it, in a Jetty of its
 * own.
 *
 * <p>These classes stand at the root of the WAR, where the JVM looks; the web server and its
 * adapter, {@link io.saoma.launch.jetty}, stand under {@code WEB-INF/launch}, where no other
 * container looks.
 *
 * <p>URLs: none; it serves what the WARs serve. It must never hold a rule of the server: the same
 * WAR runs in containers that never see this package.
 */
@NullMarked
package io.saoma.launch;

import org.jspecify.annotations.NullMarked;
