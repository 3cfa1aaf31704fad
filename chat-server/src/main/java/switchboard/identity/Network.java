package switchboard.identity;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The addresses that begin alike: `10.0.0.0/8`, `fd00::/8`, or one alone.
///
/// @param bits how many bits are alike
public record Network(InetAddress first, int bits) {
  /// Of four bytes: Java would take `10.1` for an address, too.
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]+)(?:/([0-9]{1,3}))?");

  /// Empty when it is neither an address nor a network; names are not looked up.
  public static Optional<Network> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return address(parts.group(1))
        .map(
            first -> {
              int all = 8 * first.getAddress().length;
              String given = parts.group(2);
              return new Network(first, given == null ? all : Integer.parseInt(given));
            })
        .filter(network -> network.bits <= 8 * network.first.getAddress().length);
  }

  /// An address as digits.
  static Optional<InetAddress> address(String text) {
    if (text.indexOf(':') < 0 && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] theirs = address.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = 0xFF00 >> Math.min(8, bits - bit) & 0xFF;
      if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
