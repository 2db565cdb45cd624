package io.saoma.sandbox.world;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest pictures, newest first: what a phone may find on a screen near it. */
public final class DrawnCodes {
  private static final int KEPT = 50;

  private final InstantSource clock;
  private final Deque<DrawnCode> newestFirst = new ArrayDeque<>();
  private long count;

  public DrawnCodes(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized void add(MiniProgramCode code, String contentType, byte[] picture) {
    count++;
    newestFirst.addFirst(new DrawnCode(count, code, clock.instant(), contentType, picture.clone()));
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
  }

  public synchronized List<DrawnCode> newest() {
    return new ArrayList<>(newestFirst);
  }

  public Optional<DrawnCode> find(String id) {
    return newest().stream().filter(drawn -> Long.toString(drawn.id()).equals(id)).findAny();
  }
}
