package io.saoma.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Nothing runs: what the operator has to mend, one message for each fault. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartException(String what, Throwable cause) {
    super(what, cause);
  }

  /** What was attempted, and below it what each cause says, the nearest first, without repeats. */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    for (Throwable fault = this; fault != null; fault = fault.getCause()) {
      var message = fault.getMessage() == null ? fault.getClass().getName() : fault.getMessage();
      // A wrapper repeats its cause: "java.lang.IllegalStateException: the text".
      faults.removeIf(earlier -> earlier.endsWith(": " + message));
      faults.add(message);
    }
    return List.copyOf(faults);
  }

  /** Whether the first cause is no fault that was foreseen: then its trace helps. */
  boolean unforeseen() {
    Throwable cause = this;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getClassLoader() == null && !(cause instanceof IOException);
  }
}
