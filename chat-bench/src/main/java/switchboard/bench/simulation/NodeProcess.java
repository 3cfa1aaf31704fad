package switchboard.bench.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskRules;
import switchboard.desk.DeskView;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.DeskNode;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;
import switchboard.runtime.LoopLimits;
import switchboard.runtime.Reply;
import switchboard.tracing.Tracing;

/// One start of the server on one machine: the product's `DeskNode` with simulated ports.
final class NodeProcess {
  private static final LoopLimits LIMITS = new LoopLimits(64, 8, 2_000, 40, 100_000);
  private static final long RESTART_MS = 500;

  private final NodesSimulation simulation;
  private final int number;
  private final String name;
  private final LongSupplier wallMs;
  private final NodeThreads threads;
  private final Network.End bus;
  private final Storage.Path path;
  private @Nullable DeskNode desk;
  private long shown;

  NodeProcess(NodesSimulation simulation, int number, String name, LongSupplier wallMs) {
    this.simulation = simulation;
    this.number = number;
    this.name = name;
    this.wallMs = wallMs;
    threads =
        new NodeThreads(
            simulation.timeline(), fault -> simulation.found("%s: a fault: %s", name, fault));
    bus = simulation.network().end(name, threads);
    path = new Storage.Path(name);
  }

  void start() {
    threads.startBeside("main", this::main);
  }

  private void main() {
    try {
      DeskNode started =
          DeskNode.start(
              name,
              new DeskNode.Ports(
                  simulation.storage().journal(path),
                  simulation.storage().lease(path),
                  bus,
                  Tracing.NONE,
                  threads),
              DeskRules.DEFAULT,
              LIMITS,
              wallMs,
              fault -> simulation.found("%s stops for a fault: %s", name, fault));
      started.listen(this::committed);
      desk = started;
      simulation.timeline().say("%s serves", name);
    } catch (Journal.Unavailable e) {
      simulation.timeline().say("%s cannot start: %s", name, String.valueOf(e.getMessage()));
      kill(false);
      simulation.startAfter(number, RESTART_MS);
    }
  }

  private void committed(List<Entry> entries, DeskView view) {
    simulation.shown(this, shown, entries);
    shown = entries.getLast().sequence();
  }

  // --- what breaks ---

  void kill(boolean withItsMachine) {
    threads.kill();
    bus.died();
    simulation.storage().died(path, withItsMachine);
    simulation.died(this);
  }

  /// Closes the desk as an orderly end does.
  void stop(Runnable afterwards) {
    DeskNode ends = desk;
    if (ends == null || !threads.isAlive()) {
      return;
    }
    desk = null;
    threads.startBeside(
        "end",
        () -> {
          ends.close();
          simulation.timeline().say("%s ended", name);
          kill(false);
          afterwards.run();
        });
  }

  void freeze() {
    threads.freeze();
  }

  void thaw() {
    threads.thaw();
  }

  Network.End bus() {
    return bus;
  }

  Storage.Path path() {
    return path;
  }

  // --- how it stands ---

  String name() {
    return name;
  }

  boolean isAlive() {
    return threads.isAlive();
  }

  /// Takes connections.
  boolean isOpen() {
    return threads.isAlive() && !threads.isFrozen() && desk != null;
  }

  boolean isReady() {
    DeskNode serving = desk;
    return isOpen() && serving != null && serving.ready();
  }

  boolean leads() {
    DeskNode serving = desk;
    return serving != null && serving.leads();
  }

  String threads() {
    return "threads of %s%n%s".formatted(name, threads.standing());
  }

  String standing() {
    return "%s is %s%s"
        .formatted(
            name,
            !isAlive() ? "dead" : desk == null ? "starting" : isReady() ? "ready" : "not ready",
            leads() ? " and leads" : "");
  }

  // --- what clients do ---

  /// Hands a command in on a thread of the node; whoever is frozen does that later.
  void submit(Actor by, @Nullable String request, Command command, Consumer<Reply> onReply) {
    threads.run(
        () -> {
          DeskPort serving = desk;
          if (serving == null) {
            return;
          }
          NodesSimulation.Sent sent =
              new NodesSimulation.Sent(this, by.id() + " " + request + " " + command);
          simulation.sent().add(sent);
          serving.submit(
              by,
              request,
              command,
              reply -> {
                if (++sent.replies > 1) {
                  simulation.found("%s has a second reply of %s", sent.what, name);
                }
                if (request != null) {
                  simulation.replied(this, by, request, command, reply);
                }
                onReply.accept(reply);
              });
        });
  }

  void read(Consumer<DeskView> reader) {
    threads.run(
        () -> {
          DeskPort serving = desk;
          if (serving != null) {
            serving.read(reader);
          }
        });
  }

  @Override
  public String toString() {
    return name;
  }
}
