package switchboard.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import switchboard.simulation.Arrivals.Instants;
import switchboard.simulation.Arrivals.Rates;

/// A chat that comes, with all chance that it brings along.
///
/// @param coin its own
record Coming(long atMs, ChatClass chats, Coin coin) {
  // Names of a chat's tosses.
  private static final int HANDLE_TIME = 0;
  private static final int PATIENCE = 1;
  private static final int TICKET = 2;
  private static final int ANSWERS = 3;
  private static final int DELAYS = 4;

  // Names of a stream's tosses.
  private static final int GAPS = 0;
  private static final int KEPT = 1;
  private static final int MOVED = 2;
  private static final int CHATS = 3;

  long handleMs(Workload workload) {
    return times(workload.handleTimes(), chats.standing().tier()).at(coin.toss(HANDLE_TIME));
  }

  long patienceMs(Workload workload) {
    return times(workload.patience(), chats.standing().tier()).at(coin.toss(PATIENCE));
  }

  private static Times times(Map<String, Times> byTier, String tier) {
    return Objects.requireNonNull(byTier.get(tier));
  }

  boolean takesTicket(double share) {
    return coin.toss(TICKET) < share;
  }

  /// How the offer that is this chat's so-manieth is answered, as a part of all.
  double answer(int offer) {
    return coin.child(ANSWERS).toss(offer);
  }

  double delay(int offer) {
    return coin.child(DELAYS).toss(offer);
  }

  /// Everybody who comes in one replication, in order. Demand of 2.5 is two streams and half of a third, so those who come at 1 come at 2.5, too.
  static List<Coming> all(Workload workload, Coin chance) {
    List<Coming> all = new ArrayList<>((int) Math.min(1 << 20, workload.expectedChats() * 1.1) + 16);
    for (int i = 0; i < workload.classes().size(); i++) {
      ChatClass chats = workload.classes().get(i);
      for (int stream = 0; stream < chats.demand(); stream++) {
        double share = Math.min(1, chats.demand() - stream);
        add(all, workload, chats, chance.child(i).child(stream), share, stream > 0);
      }
    }
    all.sort(Comparator.comparingLong(Coming::atMs)); // stable: of one time, by class, stream and number
    return all;
  }

  private static void add(
      List<Coming> all,
      Workload workload,
      ChatClass chats,
      Coin stream,
      double share,
      boolean moved) {
    List<Long> times =
        switch (chats.arrivals()) {
          case Rates rates -> random(rates, workload, stream.child(GAPS));
          case Instants recorded -> recorded(recorded, workload, moved ? stream.child(MOVED) : null);
        };
    for (int i = 0; i < times.size(); i++) {
      if (stream.child(KEPT).toss(i) < share) {
        all.add(new Coming(times.get(i), chats, stream.child(CHATS).child(i)));
      }
    }
  }

  /// A Poisson process of rate 1, on a clock that runs as fast as chats come.
  private static List<Long> random(Rates rates, Workload workload, Coin gaps) {
    List<Long> times = new ArrayList<>();
    double due = gap(gaps, 0);
    double passed = 0;
    for (int quarter = 0; quarter < rates.perQuarter().size(); quarter++) {
      double rate = rates.perQuarter().get(quarter);
      long beganMs = workload.startMs() + quarter * Arrivals.QUARTER_MS;
      while (due < passed + rate) {
        long atMs = beganMs + (long) ((due - passed) / rate * Arrivals.QUARTER_MS);
        if (atMs >= workload.endMs()) {
          return times;
        }
        times.add(atMs);
        due += gap(gaps, times.size());
      }
      passed += rate;
    }
    return times;
  }

  private static double gap(Coin gaps, int number) {
    return -Math.log1p(-gaps.toss(number));
  }

  /// As they came; the chats of a further stream up to seven and a half minutes apart from whom they double.
  private static List<Long> recorded(
      Instants recorded, Workload workload, @Nullable Coin moved) {
    List<Long> times = new ArrayList<>(recorded.ms().size());
    for (long ms : recorded.ms()) {
      if (ms >= workload.startMs() && ms < workload.endMs()) {
        times.add(
            moved == null
                ? ms
                : Math.clamp(
                    ms + Math.round((moved.toss(times.size()) - 0.5) * Arrivals.QUARTER_MS),
                    workload.startMs(),
                    workload.endMs() - 1));
      }
    }
    return times;
  }
}
