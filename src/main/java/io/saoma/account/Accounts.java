package io.saoma.account;

import com.nimbusds.oauth2.sdk.id.Subject;
import io.saoma.connector.UpstreamIdentity;

/** The people this deployment knows. */
public interface Accounts {
  /**
   * The account of the person an upstream vouched for; made when there is none.
   *
   * <p>The exact subject always decides. A shared subject that is new to the account is added to
   * it; one that belongs to another account changes nothing and is audited as a conflict.
   */
  AccountId resolve(UpstreamIdentity identity);

  /** Whether the account exists and may sign in and use its tokens. */
  boolean isEnabled(AccountId account);

  /**
   * The account's {@code sub} in {@code sector}: random, made at first use, the same ever after.
   */
  Subject subject(AccountId account, String sector);
}
