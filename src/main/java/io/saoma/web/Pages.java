package io.saoma.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Renders page models by the templates that the build compiled. Safe for any number of threads. */
public final class Pages {
  private static final String COMPILED = "gg.jte.generated.precompiled";

  private final TemplateEngine engine;
  private final Map<Language, Messages> messages = new EnumMap<>(Language.class);
  private final Supplier<String> nonces;
  private final String assets;

  /**
   * Renders pages.
   *
   * @param nonces each fresh, of at least 128 random bits and of base64url letters only
   * @param assets the path below the context of the files that pages refer to
   */
  public Pages(Supplier<String> nonces, String assets) {
    // The class loader of this very class: a container's thread may carry another one.
    this.engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), COMPILED);
    this.nonces = nonces;
    this.assets = assets;
    for (Language language : Language.values()) {
      messages.put(language, Messages.in(language));
    }
  }

  /** Renders a page with a nonce of its own, which is in its policy and nowhere else. */
  public RenderedPage render(Page page) {
    String nonce = nonces.get();
    StringOutput html = new StringOutput(16 * 1024);
    engine.render(page.template(), parameters(page, nonce), html);
    return new RenderedPage(html.toString(), ContentSecurityPolicy.of(page, nonce));
  }

  private Map<String, Object> parameters(Page page, String nonce) {
    Messages texts = messages.get(page.language());
    if (texts == null) {
      throw new IllegalStateException("no texts in " + page.language());
    }
    return Map.of("page", page, "texts", texts, "nonce", nonce, "assets", assets);
  }
}
