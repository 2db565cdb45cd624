/**
 * The WeChat mini-program as a connector: {@code auth.code2Session} (who brought this {@code
 * wx.login} code), {@code getStableAccessToken} and {@code getUnlimitedQRCode} (a picture that
 * opens the mini-program), on {@code api.weixin.qq.com} or a stand-in at another base URL.
 *
 * <p>WeChat is not trusted to be well: every call has one budget of time and memory, an answer is
 * believed by its bytes and a strict schema, and whatever does not fit means that nobody is signed
 * in. It never lets a query string, a secret, a code, a token, an openid or a session key out,
 * neither by value nor by log nor by exception; a session key is not even read.
 */
@NullMarked
package io.saoma.connector.wechat;

import org.jspecify.annotations.NullMarked;
