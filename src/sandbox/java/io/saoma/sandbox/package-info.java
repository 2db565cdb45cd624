/**
 * The WeChat sandbox: a stand-in for {@code api.weixin.qq.com} with people, phones and faults.
 *
 * <p>This package is its composition root. URLs, under whatever context path it is mounted at:
 * {@code /sns/*}, {@code /cgi-bin/*} and {@code /wxa/*} are WeChat's, {@code /api/*} drives it from
 * outside, {@code /phone} is a phone to hold. Its manual is {@code src/docs/sandbox.md}.
 *
 * <p>It must never contact the real WeChat, never hold a real application's secret (appids outside
 * the prefix {@code wx00000000} are refused at start) and never ship inside {@code saoma.war}.
 */
@NullMarked
package io.saoma.sandbox;

import org.jspecify.annotations.NullMarked;
