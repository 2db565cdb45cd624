package io.saoma.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lionsoul.ip2region.xdb.InetAddressException;
import org.lionsoul.ip2region.xdb.Searcher;
import org.lionsoul.ip2region.xdb.Version;
import org.lionsoul.ip2region.xdb.XdbException;

/**
 * Tells the city of an address from files of this machine, without asking anybody. Safe for many
 * threads: the files are in memory.
 */
public final class Places {
  private static final Places NONE = new Places(Map.of());

  /** By the length of an address in bytes. */
  private final Map<Integer, Searcher> searchers;

  private Places(Map<Integer, Searcher> searchers) {
    this.searchers = Map.copyOf(searchers);
  }

  /** Knows no place. */
  public static Places none() {
    return NONE;
  }

  /**
   * Knows the places of ip2region xdb files, one for IPv4, one for IPv6, or both.
   *
   * @param faults receives every file that cannot be read or is no such file, and every second one
   *     for one protocol
   */
  public static Places of(List<Path> files, Consumer<String> faults) {
    var searchers = new HashMap<Integer, Searcher>();
    for (var file : files) {
      try {
        var searcher = searcher(file);
        if (searchers.put(searcher.getIPVersion().bytes, searcher) != null) {
          faults.accept("a second file for " + searcher.getIPVersion().name + ": " + file);
        }
      } catch (IOException | XdbException e) {
        faults.accept("not an ip2region xdb file: " + file);
      }
    }
    return new Places(searchers);
  }

  private static Searcher searcher(Path file) throws IOException, XdbException {
    var name = file.toString();
    Searcher.verifyFromFile(name);
    var version = Version.fromHeader(Searcher.loadHeaderFromFile(name));
    return Searcher.newWithBuffer(version, Searcher.loadContentFromFile(name));
  }

  /** The place of a peer's address, where the files have one. */
  public Optional<Place> of(Peer peer) {
    var bytes = peer.address().getAddress();
    var searcher = searchers.get(bytes.length);
    if (searcher == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(searcher.search(bytes)).flatMap(Places::parse);
    } catch (IOException | InetAddressException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads both forms of the file: {@code country|region|province|city|operator} of the older one
   * and {@code country|province|city|operator} of the newer one. An unknown field is {@code 0}.
   */
  static Optional<Place> parse(String region) {
    var fields = region.split("\\|", -1);
    if (fields.length < 4 || isUnknown(fields[0])) {
      return Optional.empty();
    }
    var first = fields.length > 4 && isUnknown(fields[1]) ? 2 : 1;
    return Optional.of(
        new Place(
            fields[0], known(fields, first), known(fields, first + 1), known(fields, first + 2)));
  }

  private static String known(String[] fields, int index) {
    return index >= fields.length || isUnknown(fields[index]) ? "" : fields[index];
  }

  private static boolean isUnknown(String field) {
    return field.isBlank() || "0".equals(field) || "内网IP".equals(field);
  }
}
