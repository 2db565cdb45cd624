package io.saoma.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lionsoul.ip2region.xdb.InetAddressException;
import org.lionsoul.ip2region.xdb.Searcher;
import org.lionsoul.ip2region.xdb.Version;
import org.lionsoul.ip2region.xdb.XdbException;

/**
 * Tells the city of an address from a file of this machine, without asking anybody. Safe for many
 * threads: the whole file is in memory.
 */
public final class Places {
  private static final Places NONE = new Places(null);

  private final @Nullable Searcher searcher;

  private Places(@Nullable Searcher searcher) {
    this.searcher = searcher;
  }

  /** Knows no place. */
  public static Places none() {
    return NONE;
  }

  /**
   * Knows the places of an ip2region xdb file for IPv4.
   *
   * @throws IOException when the file cannot be read or is no such file
   */
  public static Places of(Path file) throws IOException {
    try {
      Searcher.verifyFromFile(file.toString());
      return new Places(
          Searcher.newWithBuffer(Version.IPv4, Searcher.loadContentFromFile(file.toString())));
    } catch (XdbException e) {
      throw new IOException("not an ip2region xdb file: " + file, e);
    }
  }

  /** The place of a peer's address, where the file has one. */
  public Optional<Place> of(Peer peer) {
    var bytes = peer.address().getAddress();
    if (searcher == null || bytes.length != 4) {
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
