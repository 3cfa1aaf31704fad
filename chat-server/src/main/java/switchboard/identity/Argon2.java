package switchboard.identity;

/// Parameters of Argon2id.
///
/// @param memoryKiB that one hash takes while it is made
record Argon2(int memoryKiB, int passes, int lanes) {
  private static final int MEMORY_KIB_MAX = 256 * 1024;
  private static final int PASSES_MAX = 20;
  private static final int LANES_MAX = 8;

  Argon2 {
    if (lanes < 1
        || lanes > LANES_MAX
        || passes < 1
        || passes > PASSES_MAX
        || memoryKiB < 8 * lanes
        || memoryKiB > MEMORY_KIB_MAX) {
      throw new IllegalArgumentException(
          "Argon2id with m=%d,t=%d,p=%d, expected at most m=%d,t=%d,p=%d"
              .formatted(memoryKiB, passes, lanes, MEMORY_KIB_MAX, PASSES_MAX, LANES_MAX));
    }
  }
}
