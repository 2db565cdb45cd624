package io.saoma.issuance;

import java.util.Optional;

/** Where grants are kept. */
public interface GrantStore {
  /** The grant, unless it is revoked. */
  Optional<Grant> find(String id);

  /** Revokes the grant, for good; false when it was revoked before. */
  boolean revoke(String id);
}
