/**
 * What a phone calls: {@code POST /mp/{appid}/scan}, {@code /confirm}, {@code /deny}. Never a
 * cookie; who calls is known only from the fresh credential in the request, whatever else it says.
 * {@code src/docs/http-api.md} describes it for writers of phones.
 */
@NullMarked
package io.saoma.miniprogram;

import org.jspecify.annotations.NullMarked;
