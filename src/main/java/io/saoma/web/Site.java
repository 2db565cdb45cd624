package io.saoma.web;

import org.jspecify.annotations.Nullable;

/**
 * The site that asks, as its pages name it.
 *
 * @param name what the site calls itself; anybody may claim any name
 * @param verifiedDomain the domain the operator declared or the portal proved, or null
 * @param accent the site's own button colour, or null for Saoma's
 */
public record Site(String name, @Nullable String verifiedDomain, @Nullable Accent accent) {}
