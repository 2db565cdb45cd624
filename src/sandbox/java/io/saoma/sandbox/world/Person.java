package io.saoma.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person with WeChat.
 *
 * @param phone the number bound to the account, as {@link PhoneNumber} reads it
 * @param unionid whether apps bound to an open-platform account see a unionid
 * @param risky whether WeChat holds this person for a fraud (error 40226)
 */
public record Person(
    String id, String nickname, @Nullable String phone, boolean unionid, boolean risky) {

  public Optional<PhoneNumber> phoneNumber() {
    return Optional.ofNullable(phone).map(PhoneNumber::of);
  }

  /** The id that one app sees: 28 characters, different for every app, the same for ever. */
  public String openid(App app) {
    return derive("openid", app.appid());
  }

  /** The id that all apps of one open-platform account see, where there is one. */
  public Optional<String> unionid(App app) {
    return unionid ? app.boundTo().map(account -> derive("unionid", account)) : Optional.empty();
  }

  private String derive(String kind, String namespace) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((kind + "\n" + namespace + "\n" + id).getBytes(StandardCharsets.UTF_8));
      return "o" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 27);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
