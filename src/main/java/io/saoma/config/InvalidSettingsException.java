package io.saoma.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings that this server does not start with: every fault of them, each with its key. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  public InvalidSettingsException(List<String> faults) {
    super("Saoma does not start:\n - " + String.join("\n - ", faults));
    this.faults = List.copyOf(faults);
  }

  /** The same, and one more fault where there is one. */
  public InvalidSettingsException and(Optional<String> fault) {
    return new InvalidSettingsException(Stream.concat(faults.stream(), fault.stream()).toList());
  }

  /** Each as {@code key: what is wrong}. */
  public List<String> faults() {
    return faults;
  }
}
