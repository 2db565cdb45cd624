package io.saoma.ticket;

import io.saoma.oauth.InteractionId;
import java.util.Optional;

/** The logins in flight, to be looked at. */
public interface Logins {
  /** One reading, of the request and of its tickets at the same moment. */
  Optional<Login> find(InteractionId id);
}
