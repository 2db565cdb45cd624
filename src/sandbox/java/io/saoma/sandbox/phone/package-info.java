/**
 * The stand-in phone: what its page asks of the sandbox's server. URLs: {@code /phone/api/*}; the
 * page itself is {@code /phone/}.
 *
 * <p>The server does what the mini-program on a phone does: it gets a fresh {@code wx.login} code
 * and calls Saoma, {@code POST /mp/{appid}/scan}, {@code confirm} and {@code deny}, each once for a
 * tap. It never keeps a cookie and never asks Saoma anything by itself.
 */
@NullMarked
package io.saoma.sandbox.phone;

import org.jspecify.annotations.NullMarked;
