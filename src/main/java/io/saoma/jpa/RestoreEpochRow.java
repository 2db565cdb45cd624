package io.saoma.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code restore_epoch}; read in queries only. */
@Entity
@Table(name = "restore_epoch")
@SuppressWarnings("UnusedVariable") // only to ask
final class RestoreEpochRow {
  @Id
  @Column(name = "epoch")
  private int epoch;
}
