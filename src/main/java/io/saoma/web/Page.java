package io.saoma.web;

/** What a page model says about itself so that {@link Pages} can render it. */
public interface Page {

  /** The language its texts are in. */
  Language language();

  /** The context path that every URL in the page begins with: empty, or {@code /ctx}. */
  String base();

  /** The template's name below {@code src/main/jte}. */
  String template();

  /** Whether a form of this page may end at a site; {@link ContentSecurityPolicy} says why. */
  boolean leadsToSite();
}
