package io.saoma.sandbox.json;

import java.util.List;
import java.util.Optional;

/** One method on one path; a segment in braces stands for any one segment. */
public record Route(String method, String path, Handler handler) {

  /** Does the work of a route. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers.
     *
     * @throws Refusal if it is not done
     */
    Reply handle(Exchange exchange);
  }

  /** The segment that stands for the braces (or "" where the path has none), if the path fits. */
  Optional<String> match(String asked) {
    List<String> mine = List.of(path.split("/", -1));
    List<String> theirs = List.of(asked.split("/", -1));
    if (mine.size() != theirs.size()) {
      return Optional.empty();
    }
    String segment = "";
    for (int i = 0; i < mine.size(); i++) {
      if (mine.get(i).startsWith("{")) {
        segment = theirs.get(i);
      } else if (!mine.get(i).equals(theirs.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(segment);
  }
}
