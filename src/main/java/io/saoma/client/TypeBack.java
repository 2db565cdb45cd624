package io.saoma.client;

import java.util.Arrays;
import java.util.Optional;

/**
 * When a person has to carry six digits from the phone to the browser: the only step that a phished
 * picture cannot take alone.
 */
public enum TypeBack {
  /** A browser new to the account, and a signal of danger beside it. */
  ADAPTIVE("adaptive"),
  /** Every browser that is new to the account. */
  NEW_BROWSER("new-browser"),
  ALWAYS("always"),
  /** Never after a scan; a typed code has them even so. */
  OFF("off");

  private final String value;

  TypeBack(String value) {
    this.value = value;
  }

  /** As {@code saoma_type_back} spells it. */
  public String value() {
    return value;
  }

  /** The policy that {@code value} names, if there is one. */
  public static Optional<TypeBack> parse(String value) {
    return Arrays.stream(values()).filter(policy -> policy.value.equals(value)).findFirst();
  }
}
