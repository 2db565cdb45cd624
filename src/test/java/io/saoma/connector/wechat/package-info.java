/** The WeChat connector against upstreams that answer well, badly, late, never and with malice. */
@NullMarked
package io.saoma.connector.wechat;

import org.jspecify.annotations.NullMarked;
