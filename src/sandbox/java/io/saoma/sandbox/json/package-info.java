/**
 * JSON over HTTP, as the control API and the phone's API speak it: strict on the way in (unknown,
 * repeated, missing and null members are refused by name), one error shape on the way out.
 *
 * <p>It knows nothing of WeChat, whose own habits are the opposite (see {@code sandbox.wechat}).
 */
@NullMarked
package io.saoma.sandbox.json;

import org.jspecify.annotations.NullMarked;
