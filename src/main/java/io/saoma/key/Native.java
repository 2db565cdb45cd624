package io.saoma.key;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.jca.JCAContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Optional;

/**
 * The platform's own code for signatures, several times faster than the JDK's; where it does not
 * load, the JDK signs. It is asked by object and never installed: what a web application installs
 * into the JVM outlives it, and changes the cryptography of its neighbours.
 */
final class Native {
  private static final Logger LOG = System.getLogger(Native.class.getName());
  private static final Optional<Provider> PROVIDER = provider();

  private Native() {}

  private static Optional<Provider> provider() {
    var provider = AmazonCorrettoCryptoProvider.INSTANCE;
    var failure = provider.getLoadingError();
    if (failure == null) {
      return Optional.of(provider);
    }
    LOG.log(Level.INFO, "The JDK signs, as there is no faster code for here: {0}", failure);
    return Optional.empty();
  }

  /** Lets what is made in this context use it. */
  static void use(JCAContext context) {
    PROVIDER.ifPresent(context::setProvider);
  }

  /** The same key as it wants it: a key of the JDK it would translate at every signature. */
  static Key key(Key key) {
    return PROVIDER.map(provider -> translated(key, provider)).orElse(key);
  }

  private static Key translated(Key key, Provider provider) {
    try {
      return KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("no key for " + provider, e);
    }
  }
}
