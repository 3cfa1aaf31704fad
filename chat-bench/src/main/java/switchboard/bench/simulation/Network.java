package switchboard.bench.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.runtime.Bus;
import switchboard.runtime.CommandCodec;

/// The bus between the nodes, as NATS is one: every process has one connection to it, which carries its messages in order, and may hang in either
/// direction, or break with all that is on it. News may be lost or overtake each other besides.
final class Network {
  private final Timeline timeline;
  private final Consumer<String> onTurnedAway;
  private final List<End> ends = new ArrayList<>();
  private double newsLost;
  private double newsOvertaking;
  private long slowNanos;

  /// @param onTurnedAway hears of a request that a leader turned away, whether anybody hears that from the leader or not
  Network(Timeline timeline, Consumer<String> onTurnedAway) {
    this.timeline = timeline;
    this.onTurnedAway = onTurnedAway;
  }

  // --- what breaks ---

  void loseNews(double probability) {
    newsLost = probability;
  }

  void overtake(double probability) {
    newsOvertaking = probability;
  }

  void slow(long nanos) {
    slowNanos = nanos;
  }

  End end(String node, NodeThreads threads) {
    End end = new End(node, threads);
    ends.add(end);
    return end;
  }

  private long travelNanos() {
    long nanos = timeline.between(30_000, 600_000);
    return slowNanos == 0 ? nanos : nanos + timeline.between(0, slowNanos);
  }

  private record Reading(String subject, Consumer<byte[]> listener) {}

  private record Serving(String subject, Bus.Server server) {}

  /// One direction of a connection.
  private final class Way {
    private final List<Runnable> hanging = new ArrayList<>();
    private boolean hangs;
    private long lastNanos;

    void carry(boolean inOrder, Runnable arrives) {
      long at = timeline.nowNanos() + travelNanos() / 2;
      if (inOrder) {
        at = Math.max(at, lastNanos);
        lastNanos = at;
      }
      timeline.at(at, () -> pass(arrives));
    }

    private void pass(Runnable arrives) {
      if (hangs) {
        hanging.add(arrives);
      } else {
        arrives.run();
      }
    }

    void hang(boolean does) {
      hangs = does;
      if (!does) {
        List<Runnable> late = List.copyOf(hanging);
        hanging.clear();
        late.forEach(arrives -> timeline.after(0, () -> pass(arrives)));
      }
    }

    void drop() {
      hanging.clear();
    }
  }

  /// A process's end of the bus.
  final class End implements Bus {
    private final String node;
    private final NodeThreads threads;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Serving> servings = new ArrayList<>();
    private final List<Runnable> gapListeners = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Way out = new Way();
    private final Way in = new Way();
    private int connection = 1;
    private boolean up = true;

    End(String node, NodeThreads threads) {
      this.node = node;
      this.threads = threads;
    }

    // --- what breaks ---

    void hangOut(boolean does) {
      out.hang(does);
    }

    void hangIn(boolean does) {
      in.hang(does);
    }

    /// The connection breaks with all that is on its way, or another one was made.
    void up(boolean isUp) {
      if (up == isUp) {
        return;
      }
      up = isUp;
      connection++;
      out.drop();
      in.drop();
      if (isUp) {
        threads.run(() -> gapListeners.forEach(Runnable::run));
      } else {
        List<Asked> waiting = List.copyOf(asked);
        threads.run(() -> waiting.forEach(one -> one.end(Receiver::silent)));
      }
    }

    void died() {
      ends.remove(this);
      up = false;
      connection++;
    }

    // --- the port ---

    private void send(boolean inOrder, Runnable atTheBus) {
      int over = connection;
      if (up) {
        out.carry(
            inOrder,
            () -> {
              if (up && connection == over) {
                atTheBus.run();
              }
            });
      }
    }

    private void receive(boolean inOrder, Runnable arrives) {
      int over = connection;
      if (up) {
        in.carry(
            inOrder,
            () -> {
              if (up && connection == over) {
                threads.run(arrives);
              }
            });
      }
    }

    @Override
    public void publish(String subject, byte[] message) {
      boolean inOrder = !timeline.chance(newsOvertaking);
      send(
          inOrder,
          () -> {
            for (End other : List.copyOf(ends)) {
              if (other != this && !timeline.chance(newsLost)) {
                other.receive(inOrder, () -> other.heard(subject, message));
              }
            }
          });
    }

    private void heard(String subject, byte[] message) {
      for (Reading reading : List.copyOf(readings)) {
        if (reading.subject().equals(subject)) {
          reading.listener().accept(message);
        }
      }
    }

    @Override
    public Subscription listen(String subject, Consumer<byte[]> listener) {
      Reading reading = new Reading(subject, listener);
      readings.add(reading);
      return () -> readings.remove(reading);
    }

    @Override
    public Subscription serve(String subject, Server server) {
      Serving serving = new Serving(subject, server);
      servings.add(serving);
      return () -> servings.remove(serving);
    }

    @Override
    public void request(String subject, byte[] message, Duration patience, Receiver receiver) {
      if (!up) {
        receiver.nobody();
        return;
      }
      if (timeline.traces()) {
        timeline.say("%s sends %s to %s", node, String.valueOf(CommandCodec.read(message).request()), subject);
      }
      Asked one = new Asked(this, receiver);
      asked.add(one);
      timeline.after(patience.toNanos(), () -> threads.run(() -> one.end(Receiver::silent)));
      send(
          true,
          () -> {
            End server = serving(subject);
            if (server == null) {
              receive(true, () -> one.end(Receiver::nobody));
            } else {
              server.receive(true, () -> server.asked(subject, message, one));
            }
          });
    }

    private @Nullable End serving(String subject) {
      for (End end : ends) {
        if (end != this
            && end.up
            && end.servings.stream().anyMatch(one -> one.subject().equals(subject))) {
          return end;
        }
      }
      return null;
    }

    private void asked(String subject, byte[] message, Asked by) {
      for (Serving serving : List.copyOf(servings)) {
        if (serving.subject().equals(subject)) {
          serving
              .server()
              .asked(
                  message,
                  answer -> {
                    look(message, answer);
                    send(
                        true,
                        () ->
                            by.end.receive(
                                true, () -> by.end(receiver -> receiver.answered(answer))));
                  });
        }
      }
    }

    private void look(byte[] message, byte[] answer) {
      String request = CommandCodec.read(message).request();
      CommandCodec.Answered answered = CommandCodec.readReply(answer);
      timeline.say("%s answers %s: %s", node, String.valueOf(request), answered);
      if (request != null && answered.isTurnedAway()) {
        onTurnedAway.accept(request);
      }
    }

    @Override
    public boolean connected() {
      return up;
    }

    @Override
    public void onGap(Runnable listener) {
      gapListeners.add(listener);
    }

    @Override
    public void close() {
      died();
    }

    @Override
    public String toString() {
      return node;
    }
  }

  private static final class Asked {
    final End end;
    private Bus.@Nullable Receiver receiver;

    Asked(End end, Bus.Receiver receiver) {
      this.end = end;
      this.receiver = receiver;
    }

    void end(Consumer<Bus.Receiver> how) {
      Bus.Receiver ended = receiver;
      if (ended != null) {
        receiver = null;
        end.asked.remove(this);
        how.accept(ended);
      }
    }
  }
}
