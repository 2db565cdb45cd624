package io.saoma.jpa;

import java.util.List;

/** Every managed class, named one by one: nothing is scanned. */
final class Rows {
  static final List<Class<?>> CLASSES =
      List.of(InstantConverter.class, InteractionRow.class, TicketRow.class);

  private Rows() {}
}
