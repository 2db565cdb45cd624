package io.saoma.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeTest {
  /** Elsewhere the JDK signs, which is slower and right as well. */
  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void itSignsWhereThereIsALibraryForThePlatform(String algorithm) throws Exception {
    var pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    var expected =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")
            && System.getProperty("os.arch").equals("amd64");

    assertThat(Native.key(pair.getPrivate()) != pair.getPrivate()).isEqualTo(expected);
    assertThat(Native.key(pair.getPublic()) != pair.getPublic()).isEqualTo(expected);
    assertThat(Native.key(pair.getPrivate()).getEncoded())
        .isEqualTo(pair.getPrivate().getEncoded());
  }
}
