/**
 * The phone: what its page asks of the sandbox's server. URLs: {@code /phone/api/*}; the page
 * itself is {@code /phone/}, and in its frame {@code /phone/app/} runs the mini-program that the
 * build made.
 *
 * <p>The server is WeChat's part of a mini-program's requests: where they may go, and what goes
 * along. It never keeps a cookie and never asks Saoma anything by itself.
 */
@NullMarked
package io.saoma.sandbox.phone;

import org.jspecify.annotations.NullMarked;
