package switchboard.simulation;

/// Chance that belongs to somebody: every toss of a coin has a name, so that it falls the same way in every scenario, whatever else happens (common random
/// numbers). Source of the mixing: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).
record Coin(long state) {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  static Coin of(long seed, int replication) {
    return new Coin(mix(seed)).child(replication);
  }

  /// A coin of its own, as if it were thrown apart.
  Coin child(long name) {
    return new Coin(mix(state + (name + 1) * GOLDEN_GAMMA));
  }

  /// From 0 to less than 1.
  double toss(long name) {
    return (mix(mix(state ^ GOLDEN_GAMMA) + (name + 1) * GOLDEN_GAMMA) >>> 11) * 0x1p-53;
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
