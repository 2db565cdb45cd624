package io.saoma.oauth;

import com.nimbusds.openid.connect.sdk.claims.ACR;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a person was authenticated, from the weakest to the strongest (OIDC Core §2, {@code acr}).
 * The order is the guarantee: a request for one value is met by any that is at least as strong.
 */
public enum Acr {
  MINIPROGRAM_SILENT("miniprogram-silent"),
  UPSTREAM("upstream"),
  QR_TAP("qr-tap"),
  QR_TYPEBACK("qr-typeback"),
  PASSKEY("passkey");

  private final String value;

  Acr(String name) {
    this.value = "urn:saoma:acr:" + name;
  }

  /** The claim's value. */
  public String value() {
    return value;
  }

  public boolean atLeast(Acr other) {
    return compareTo(other) >= 0;
  }

  /** The level that {@code value} names, if it is one of ours. */
  public static Optional<Acr> parse(String value) {
    return Arrays.stream(values()).filter(acr -> acr.value.equals(value)).findFirst();
  }

  /** The weakest of our levels that {@code acrValues} would accept; null for none sent. */
  public static Optional<Acr> weakestOf(@Nullable List<ACR> acrValues) {
    return Stream.ofNullable(acrValues)
        .flatMap(List::stream)
        .flatMap(value -> parse(value.getValue()).stream())
        .min(Acr::compareTo);
  }
}
