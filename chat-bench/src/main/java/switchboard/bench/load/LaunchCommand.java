package switchboard.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./switchboard bench launch`.
@Command(
    name = "launch",
    description =
        "From a customer's launch to the offer on an agent's screen; and how many whole chats a second, none left behind.",
    mixinStandardHelpOptions = true)
public final class LaunchCommand extends LoadCommand {
  private static final Duration RAMP = Duration.ofSeconds(1);

  /// Ends of the relays' pairs; their latency hardly depends on how many there are.
  private static final int RELAY_PAIRS = 50;

  @Option(names = "--rate", description = "Launches a second (default: ${DEFAULT-VALUE}).")
  private int rate = 50;

  @Option(names = "--customers", description = "Default: ${DEFAULT-VALUE}.")
  private int customers = 400;

  @Option(names = "--agents", description = "Default: ${DEFAULT-VALUE}.")
  private int agents = 50;

  @Option(
      names = "--capacity",
      description = "Chats that an agent takes at once (default: ${DEFAULT-VALUE}).")
  private int capacity = 4;

  @Override
  Report measure(Report.Machine machine) throws Exception {
    Figures disk = new Figures("fdatasync of 8 kB");
    Figures commit = new Figures("one INSERT, committed");
    Figures relay = new Figures("message through a bare relay");
    Figures inserting = new Figures("message through a relay with an INSERT");
    Figures screens = new Figures("launch → agent's screen");
    Figures assignments = new Figures("launch → accepted, on the customer's screen");
    Figures chats = new Figures("whole chats, as many as go");
    try (Rig rig = new Rig(data, javaOptions)) {
      List<Target> relays =
          List.of(
              Target.relay(rig, relay, rig.relay(), RELAY_PAIRS),
              Target.relay(rig, inserting, rig.insertingRelay(), RELAY_PAIRS));
      Launches launches = Launches.connect(rig, customers, agents, capacity);
      progress("warming up");
      for (Target target : relays) {
        new Exchange(target, rig.client().thread())
            .closedLoop(1, RAMP, warmUp().dividedBy(4), new Figures("warm-up"));
      }
      launches.atOnce(RAMP, warmUp(), new Figures("warm-up"));
      for (int round = 1; round <= rounds; round++) {
        progress("round %d of %d".formatted(round, rounds));
        Reference.fdatasync(rig.folder(), REFERENCE, disk);
        Reference.commit(rig.database(), REFERENCE, commit);
        for (Target target : relays) {
          new Exchange(target, rig.client().thread())
              .openLoop(rate, RAMP, duration(), target.figures());
        }
        launches.steadily(rate, RAMP, duration(), screens, assignments);
        launches.atOnce(RAMP, duration(), chats);
      }
    }
    return Report.of(
        "launch",
        machine,
        Map.of(
            "rate", rate,
            "customers", customers,
            "agents", agents,
            "capacity", capacity,
            "rounds", rounds,
            "seconds", seconds),
        List.of(
            screens.timesRow(),
            assignments.timesRow(),
            chats.row(),
            relay.timesRow(),
            inserting.timesRow(),
            commit.timesRow(),
            disk.timesRow()),
        List.of(
            Report.Ratio.atMost(
                "p50: launch → agent's screen ÷ fdatasync", screens.p50Ms() / disk.p50Ms(), 5),
            Report.Ratio.atMost(
                "p99: launch → agent's screen ÷ fdatasync", screens.p99Ms() / disk.p99Ms(), 10),
            Report.Ratio.atLeast("whole chats a second", chats.perSecond(), 2_000)));
  }
}
