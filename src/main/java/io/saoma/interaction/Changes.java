package io.saoma.interaction;

import io.saoma.oauth.InteractionId;

/** Who wants to know at once that an interaction changed. Called after the change is durable. */
@FunctionalInterface
public interface Changes {
  void changed(InteractionId interaction);
}
