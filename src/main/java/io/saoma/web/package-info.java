/**
 * What every answer to a browser shares: the person's language, the texts, and the pages rendered
 * from them with their content security policy.
 *
 * <p>URLs: none of its own; the files under {@code /assets/} belong to its pages. Specification:
 * OpenID Connect Core 1.0 §3.1.2.1 ({@code ui_locales}), Content Security Policy Level 3.
 *
 * <p>Must never: put a value into a page except through a template's escaping, allow a script or a
 * style without a nonce, or name a resource of another origin.
 */
@NullMarked
package io.saoma.web;

import org.jspecify.annotations.NullMarked;
