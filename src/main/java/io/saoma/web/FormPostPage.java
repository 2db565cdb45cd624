package io.saoma.web;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An authorization response sent by {@code response_mode=form_post} (OAuth 2.0 Form Post Response
 * Mode §2): a form that submits itself, and a button where there is no JavaScript.
 *
 * @param action the validated redirect URI, http or https
 * @param parameters the response, in its order
 */
public record FormPostPage(
    Language language, String base, URI action, Map<String, String> parameters) implements Page {

  public FormPostPage {
    if (!"https".equals(action.getScheme()) && !"http".equals(action.getScheme())) {
      throw new IllegalArgumentException("a form is posted to an http or https address");
    }
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  @Override
  public String template() {
    return "form_post.jte";
  }

  @Override
  public boolean leadsToSite() {
    return true;
  }
}
