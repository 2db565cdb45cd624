package io.saoma.jpa;

import java.util.List;

/** Every managed class, named one by one: nothing is scanned. */
final class Rows {
  static final List<Class<?>> CLASSES =
      List.of(
          InstantConverter.class,
          AuthorizationCodeRow.class,
          GrantRow.class,
          InteractionRow.class,
          RefreshTokenRow.class,
          RestoreEpochRow.class,
          SigningKeyRow.class,
          TicketRow.class);

  private Rows() {}
}
