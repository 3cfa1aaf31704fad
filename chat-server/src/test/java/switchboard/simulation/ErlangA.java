package switchboard.simulation;

/// The M/M/n+M queue in its steady state: chats come at random, one class, first come, first served; handle times and patience are exponential.
///
/// Source: Palm, "Research on telephone traffic carried by full availability groups", *Tele* 1 (1957); Garnett, Mandelbaum, Reiman, "Designing a call
/// center with impatient customers", *M&SOM* 4 (2002); Mandelbaum, Zeltyn, "Service engineering in action: the Palm/Erlang-A queue", in *Advances in Services
/// Innovations* (2007). A birth-death chain: π(j + 1) / π(j) = λ / (min(j + 1, n) µ + max(j + 1 − n, 0) θ).
///
/// @param waits share of chats that do not get an agent at once
/// @param abandons share of chats that leave unanswered: θ E[queue] / λ
/// @param meanWait of all, those who leave included: E[queue] / λ, in the unit of time of the rates
record ErlangA(double waits, double abandons, double meanWait) {

  /// @param arrivals chats in a unit of time
  /// @param handled that one agent ends in it
  /// @param givenUp rate at which one who waits gives up
  static ErlangA of(int agents, double arrivals, double handled, double givenUp) {
    double weight = 1;
    double all = 1;
    double busy = 0;
    double queue = 0;
    for (int j = 1; j <= agents || weight > 1e-14 * all; j++) {
      int waiting = Math.max(0, j - agents);
      weight *= arrivals / (Math.min(j, agents) * handled + waiting * givenUp);
      all += weight;
      busy += j >= agents ? weight : 0;
      queue += waiting * weight;
    }
    double meanWait = queue / all / arrivals;
    return new ErlangA(busy / all, givenUp * meanWait, meanWait);
  }
}
