package io.saoma.connector;

/**
 * One name an upstream has for a person.
 *
 * @param namespace where the value is unique, e.g. {@code wechat:openid:wx…} (one appid) or {@code
 *     wechat:unionid:…} (one open-platform account): the same characters under two namespaces are
 *     two people
 * @param value as the upstream spells it, 1 to 128 characters
 */
public record UpstreamSubject(String namespace, String value) {
  public UpstreamSubject {
    if (namespace.isBlank() || value.isBlank() || value.length() > 128) {
      throw new IllegalArgumentException("an upstream subject needs a namespace and a value");
    }
  }

  /** Never the value: it is personal data and would end up in logs. */
  @Override
  public String toString() {
    return namespace + ":***";
  }
}
