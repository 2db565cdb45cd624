/**
 * The launcher: {@code java -jar saoma.war} runs the WAR, and others beside it, in its own Jetty.
 *
 * <p>URLs: none. It serves what the WARs serve and answers nothing itself. It must never hold a
 * rule of the server: the same WAR runs in containers that never see this package.
 */
@NullMarked
package io.saoma.launch;

import org.jspecify.annotations.NullMarked;
