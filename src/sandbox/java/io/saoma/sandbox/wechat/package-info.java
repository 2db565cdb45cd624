/**
 * The endpoints of {@code api.weixin.qq.com}, with WeChat's own habits: status 200 for errors too,
 * {@code errcode} and {@code errmsg} with a {@code rid}, JSON as {@code text/plain} under {@code
 * /sns/}, tokens in the query string, members nobody knows ignored.
 *
 * <p>URLs: {@code /sns/jscode2session}, {@code /cgi-bin/token}, {@code /cgi-bin/stable_token},
 * {@code /wxa/getwxacodeunlimit}, {@code /wxa/business/getuserphonenumber}. Faults that were
 * ordered through the control API happen here, and every call is noted, without its secrets.
 */
@NullMarked
package io.saoma.sandbox.wechat;

import org.jspecify.annotations.NullMarked;
