/**
 * Reads the settings: system properties, then {@code SAOMA_*} variables, then the properties file
 * that {@code saoma.config} names. Unknown keys are faults, and all faults are told at once. The
 * only package beside {@code app} that looks at the environment.
 */
@NullMarked
package io.saoma.config;

import org.jspecify.annotations.NullMarked;
