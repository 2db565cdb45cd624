package io.saoma.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes ip2region's xdb file, structure 3, for ranges that lie in one /16 each. */
public final class XdbFile {
  private static final int HEADER = 256;
  private static final int INDEX = 256 * 256 * 8;

  /** In the order of their addresses. */
  public record Range(String from, String to, String region) {}

  private XdbFile() {}

  public static Path write(Path file, List<Range> ranges) throws IOException {
    var bytes = InetAddress.getByName(ranges.get(0).from()).getAddress().length;
    var regions = new ArrayList<byte[]>();
    ranges.forEach(range -> regions.add(range.region().getBytes(UTF_8)));
    var text = regions.stream().mapToInt(region -> region.length).sum();
    var entry = 2 * bytes + 2 + 4;
    var entries = HEADER + INDEX + text;
    var xdb = ByteBuffer.allocate(entries + ranges.size() * entry).order(ByteOrder.LITTLE_ENDIAN);
    xdb.putShort(0, (short) 3).putShort(2, (short) 1).putInt(8, entries);
    xdb.putInt(12, entries + (ranges.size() - 1) * entry);
    xdb.putShort(16, (short) (bytes == 4 ? 4 : 6)).putShort(18, (short) 4);
    var region = HEADER + INDEX;
    for (int i = 0; i < ranges.size(); i++) {
      var from = InetAddress.getByName(ranges.get(i).from()).getAddress();
      var to = InetAddress.getByName(ranges.get(i).to()).getAddress();
      var at = entries + i * entry;
      index(xdb, from, at, entry);
      xdb.put(region, regions.get(i));
      xdb.put(at, stored(from)).put(at + bytes, stored(to));
      xdb.putShort(at + 2 * bytes, (short) regions.get(i).length);
      xdb.putInt(at + 2 * bytes + 2, region);
      region += regions.get(i).length;
    }
    return Files.write(file, xdb.array());
  }

  /** The first two bytes of an address name the entries to be searched. */
  private static void index(ByteBuffer xdb, byte[] from, int at, int entry) {
    var slot = HEADER + ((from[0] & 0xff) * 256 + (from[1] & 0xff)) * 8;
    if (xdb.getInt(slot) == 0) {
      xdb.putInt(slot, at);
    }
    xdb.putInt(slot + 4, at + entry);
  }

  /** IPv4 addresses stand there as numbers, in little-endian order. */
  private static byte[] stored(byte[] address) {
    return address.length == 4
        ? new byte[] {address[3], address[2], address[1], address[0]}
        : address;
  }
}
