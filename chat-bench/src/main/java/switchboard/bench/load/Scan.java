package switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Finds in a frame the little that a measurement needs. Decoding every frame would make the load generator the slowest part.
final class Scan {
  private static final int DIGITS = 12;
  private static final byte[] ID = "bench-".getBytes(StandardCharsets.UTF_8);
  private static final int TYPE_AT = "{\"type\":\"".length();

  private byte[] frame = new byte[1024];
  private int length;
  private int idAt;

  /// A request's id, which a message's text begins with, too.
  ///
  /// @param side tells who sent it
  static String id(char side, long number) {
    return String.format(Locale.ROOT, "bench-%c%0" + DIGITS + "d", side, number);
  }

  /// Writes a number over that of an id.
  static void writeNumber(long number, byte[] into, int idAt) {
    long rest = number;
    for (int at = idAt + ID.length + DIGITS; at > idAt + ID.length; at--) {
      into[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  void read(ByteBuf text) {
    length = text.readableBytes();
    if (frame.length < length) {
      frame = new byte[2 * length];
    }
    text.getBytes(text.readerIndex(), frame, 0, length);
    idAt = after(ID, 0);
  }

  /// Whether it is of this type.
  boolean is(String type) {
    int end = TYPE_AT + type.length();
    if (length <= end || frame[end] != '"') {
      return false;
    }
    for (int i = 0; i < type.length(); i++) {
      if (frame[TYPE_AT + i] != type.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean hasId() {
    return idAt >= 0;
  }

  /// Of the first id.
  char side() {
    return (char) frame[idAt];
  }

  /// Of the first id.
  long number() {
    return numberAt(idAt + 1);
  }

  boolean has(byte[] part) {
    return after(part, 0) >= 0;
  }

  /// The whole number that follows the first occurrence.
  long numberAfter(byte[] part) {
    return numberAt(after(part, 0));
  }

  private long numberAt(int begin) {
    long number = 0;
    for (int at = begin; at < length && frame[at] >= '0' && frame[at] <= '9'; at++) {
      number = 10 * number + frame[at] - '0';
    }
    return number;
  }

  /// Where the first occurrence ends; -1 without one.
  private int after(byte[] part, int from) {
    for (int at = from; at <= length - part.length; at++) {
      if (frame[at] == part[0]
          && Arrays.equals(frame, at, at + part.length, part, 0, part.length)) {
        return at + part.length;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return new String(frame, 0, length, StandardCharsets.UTF_8);
  }
}
