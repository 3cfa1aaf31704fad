package switchboard.gateway;

import io.netty.buffer.ByteBuf;

/// The header of a server's text frame (RFC 6455 section 5.2): final, not masked. Writing it ourselves lets many frames share one buffer.
final class FrameHeader {
  static final int BYTES_MAX = 10;

  private static final int FINAL_TEXT = 0x81;
  private static final int LENGTH_IN_7_BITS_MAX = 125;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;

  private FrameHeader() {}

  static void write(ByteBuf out, int length) {
    out.writeByte(FINAL_TEXT);
    if (length <= LENGTH_IN_7_BITS_MAX) {
      out.writeByte(length);
    } else if (length <= 0xFFFF) {
      out.writeByte(LENGTH_IN_16_BITS).writeShort(length);
    } else {
      out.writeByte(LENGTH_IN_64_BITS).writeLong(length);
    }
  }
}
