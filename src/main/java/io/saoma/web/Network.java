package io.saoma.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR form.
 *
 * @param base its first address
 * @param prefix how many leading bits are fixed
 */
public record Network(InetAddress base, int prefix) {
  private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f:.]+)/([0-9]{1,3})");

  /**
   * Parses {@code 10.0.0.0/8}, {@code ::1/128}.
   *
   * @throws IllegalArgumentException when {@code text} is no such range
   */
  public static Network parse(String text) {
    var matcher = CIDR.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a network in CIDR form: " + text);
    }
    try {
      var base = InetAddress.getByName(matcher.group(1));
      var prefix = Integer.parseInt(matcher.group(2));
      if (prefix > base.getAddress().length * Byte.SIZE) {
        throw new IllegalArgumentException("longer than an address: " + text);
      }
      return new Network(base, prefix);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + text, e);
    }
  }

  /** Whether the address is in the range. */
  public boolean contains(InetAddress address) {
    var left = base.getAddress();
    var right = address.getAddress();
    if (left.length != right.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      var mask = 0x80 >> (bit % Byte.SIZE);
      if ((left[bit / Byte.SIZE] & mask) != (right[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
