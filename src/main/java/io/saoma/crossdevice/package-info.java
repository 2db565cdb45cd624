/**
 * What a sign-in page asks while a phone is at work: {@code /crossdevice/{interaction}/state},
 * {@code /image}, {@code /rotate}, {@code /digits}, {@code /complete}. Every call needs the
 * browser's cookie and the page's poll id, every change the page's token too; a stranger learns
 * nothing, not even that the interaction exists (RFC 10027). Only {@code complete} redirects.
 */
@NullMarked
package io.saoma.crossdevice;

import org.jspecify.annotations.NullMarked;
