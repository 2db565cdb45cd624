package io.saoma.audit;

/** Where events are kept. */
@FunctionalInterface
public interface Audit {
  /** Adds {@code event} in the transaction of this thread. */
  void record(AuditEvent event);
}
