package switchboard.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./switchboard bench latency`.
@Command(
    name = "latency",
    description =
        "How long a message takes from sender to receiver, stored on its way, at a steady rate.",
    mixinStandardHelpOptions = true)
public final class LatencyCommand extends LoadCommand {
  private static final int WARM_UP_UNDER_WAY = 1;
  private static final Duration RAMP = Duration.ofSeconds(1);

  @Option(names = "--pairs", description = "Default: ${DEFAULT-VALUE}.")
  private int pairs = 200;

  @Option(names = "--rate", description = "Messages a second (default: ${DEFAULT-VALUE}).")
  private int rate = 200;

  @Override
  Report measure(Report.Machine machine) throws Exception {
    Figures disk = new Figures("fdatasync of 8 kB");
    Figures commit = new Figures("one INSERT, committed");
    Figures relay = new Figures("bare relay, nothing stored");
    Figures inserting = new Figures("relay with an INSERT a message");
    Figures server = new Figures("Switchboard");
    try (Rig rig = new Rig(data, javaOptions)) {
      List<Target> targets =
          List.of(
              Target.relay(rig, relay, rig.relay(), pairs),
              Target.relay(rig, inserting, rig.insertingRelay(), pairs),
              Target.desk(rig, server, pairs));
      for (Target target : targets) {
        progress("warming up: " + target.figures().name());
        // at full speed, for at this rate the compiler would take minutes
        new Exchange(target, rig.client().thread())
            .closedLoop(WARM_UP_UNDER_WAY, RAMP, warmUp(), new Figures("warm-up"));
      }
      for (int round = 1; round <= rounds; round++) {
        progress("round %d of %d".formatted(round, rounds));
        Reference.fdatasync(rig.folder(), REFERENCE, disk);
        Reference.commit(rig.database(), REFERENCE, commit);
        for (Target target : targets) {
          new Exchange(target, rig.client().thread())
              .openLoop(rate, RAMP, duration(), target.figures());
        }
      }
    }
    return Report.of(
        "latency",
        machine,
        Map.of("pairs", pairs, "rate", rate, "rounds", rounds, "seconds", seconds),
        List.of(
            server.timesRow(),
            relay.timesRow(),
            inserting.timesRow(),
            commit.timesRow(),
            disk.timesRow()),
        List.of(
            Report.Ratio.atMost(
                "p50: Switchboard ÷ fdatasync", server.p50Ms() / disk.p50Ms(), 3),
            Report.Ratio.atMost(
                "p99: Switchboard ÷ fdatasync", server.p99Ms() / disk.p99Ms(), 6)));
  }
}
