/**
 * Arquillian on today's containers: the WARs as the build made them, deployed in a real Jetty or
 * Tomcat with the settings that a test names. The published adapters stop at older versions.
 *
 * <p>Which container is the build's choice, by the system property {@code it.server} and the class
 * path; a test never knows. Web applications see the container's classes and their own, and nothing
 * of the test class path.
 */
@NullMarked
package io.saoma.it.container;

import org.jspecify.annotations.NullMarked;
