package io.saoma.key;

import java.util.List;

/** Where signing keys are kept. */
public interface SigningKeyStore {
  /** All keys, the oldest first, retired ones among them. */
  List<StoredKey> all();

  /**
   * Adds the first key of its algorithm.
   *
   * @return false, and nothing is added, when another key signs for that algorithm: also one that
   *     another node adds at this moment
   */
  boolean addFirst(StoredKey key);
}
