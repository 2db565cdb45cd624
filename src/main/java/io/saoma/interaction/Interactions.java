package io.saoma.interaction;

import com.nimbusds.oauth2.sdk.id.ClientID;
import io.saoma.oauth.InteractionId;
import io.saoma.web.Language;
import java.time.Duration;
import java.util.Optional;

/** The requests in flight. */
public interface Interactions {
  /** How long a person may take, all pictures and readings together. */
  Duration LIFETIME = Duration.ofMinutes(30);

  /** Keeps a request under {@code id}, bound to a browser or still without one. */
  void open(
      InteractionId id,
      Optional<String> browserHash,
      ClientID client,
      String request,
      Language language);

  Optional<Interaction> find(InteractionId id);

  /**
   * Binds a request that came by POST to the browser that follows its redirect.
   *
   * @return false when another browser was first
   */
  boolean bind(InteractionId id, String browserHash);

  /**
   * Raises the version and counts {@code more} pictures, one or none.
   *
   * @return false when it, or any of its tickets, has changed since it was read: what was decided
   *     on that reading must not be done
   */
  boolean countPictures(Interaction seen, int more);

  /** Raises the version, so that a waiting page looks again. */
  void touch(InteractionId id);

  /**
   * Ends it.
   *
   * @return whether this call did: exactly one answer goes to the site
   */
  boolean finish(InteractionId id);
}
