/**
 * Whole logins over HTTP: a server in this process over a real database, the sandbox as WeChat, a
 * browser with its own cookie jar, and phones.
 */
@NullMarked
package io.saoma.journey;

import org.jspecify.annotations.NullMarked;
