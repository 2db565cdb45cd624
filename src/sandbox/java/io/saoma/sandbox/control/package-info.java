/**
 * The control API: whatever a program needs to play phones, order faults and see what was asked of
 * WeChat. URLs: {@code /api/*}. Its manual, with an example of every call, is {@code
 * src/docs/sandbox.md}.
 *
 * <p>It answers with personal data of invented people, so it must only run where a sandbox does.
 */
@NullMarked
package io.saoma.sandbox.control;

import org.jspecify.annotations.NullMarked;
