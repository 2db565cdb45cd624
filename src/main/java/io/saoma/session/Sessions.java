package io.saoma.session;

import java.time.Duration;
import java.util.Optional;

/** The signed-in browsers. Only the hash of a cookie's value is kept. */
public interface Sessions {
  /** The live session of a cookie's value; using it keeps it from going idle. */
  Optional<Session> find(String cookie);

  /** Keeps {@code session} under a new {@code cookie} value. */
  void start(String cookie, Session session);

  /** Ends the session, and with it its grants that were not given offline access. */
  void end(Session session);

  /** Takes the session away from its cookie; what was granted under it lives on until it ends. */
  void detach(String sid);

  /** Whether the session of this {@code sid} still lives. */
  boolean isLive(String sid);

  /** How long ago the person tapped, by the database's clock. */
  Optional<Duration> age(String sid);
}
