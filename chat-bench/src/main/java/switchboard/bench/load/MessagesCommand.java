package switchboard.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./switchboard bench messages`.
@Command(
    name = "messages",
    description =
        "Messages a second, stored before they are acknowledged: pairs that answer each other as fast as they can.",
    mixinStandardHelpOptions = true)
public final class MessagesCommand extends LoadCommand {
  private static final Duration RAMP = Duration.ofSeconds(1);

  @Option(names = "--pairs", description = "Default: ${DEFAULT-VALUE}.")
  private int pairs = 200;

  @Option(
      names = "--under-way",
      description = "Messages that a pair has under way (default: ${DEFAULT-VALUE}).")
  private int underWay = 1;

  @Override
  Report measure(Report.Machine machine) throws Exception {
    Figures disk = new Figures("fdatasync of 8 kB");
    Figures commit = new Figures("one INSERT, committed");
    Figures relay = new Figures("bare relay, nothing stored");
    Figures decoding = new Figures("relay that decodes and encodes");
    Figures inserting = new Figures("relay with an INSERT a message");
    Figures server = new Figures("Switchboard");
    try (Rig rig = new Rig(data, javaOptions)) {
      Target throughRelay = Target.relay(rig, relay, rig.relay(), pairs);
      Target throughCodec = Target.relay(rig, decoding, rig.decodingRelay(), pairs);
      Target throughInserts =
          Target.relay(rig, inserting, rig.insertingRelay(), pairs);
      Target throughDesk = Target.desk(rig, server, pairs);
      List<Target> targets = List.of(throughRelay, throughCodec, throughInserts, throughDesk);
      for (Target target : targets) {
        progress("warming up: " + target.figures().name());
        exchange(rig, target, RAMP, warmUp(), new Figures("warm-up"));
      }
      for (int round = 1; round <= rounds; round++) {
        progress("round %d of %d".formatted(round, rounds));
        Reference.fdatasync(rig.folder(), REFERENCE, disk);
        Reference.commit(rig.database(), REFERENCE, commit);
        for (Target target : targets) {
          exchange(rig, target, RAMP, duration(), target.figures());
        }
      }
    }
    return Report.of(
        "messages",
        machine,
        Map.of("pairs", pairs, "underWay", underWay, "rounds", rounds, "seconds", seconds),
        List.of(
            server.row(),
            relay.row(),
            decoding.row(),
            inserting.row(),
            commit.row(),
            disk.row()),
        List.of(
            Report.Ratio.atLeast(
                "Switchboard ÷ bare relay", server.perSecond() / relay.perSecond(), 0.6),
            Report.Ratio.atLeast(
                "Switchboard ÷ relay with an INSERT a message",
                server.perSecond() / inserting.perSecond(),
                4),
            // the same for a machine that has other work as well: what would be were the processors the only limit
            Report.Ratio.atLeast(
                "bare relay ÷ Switchboard, processor time",
                relay.cpuMicros() / server.cpuMicros(),
                0.6),
            Report.Ratio.atLeast(
                "relay with an INSERT a message ÷ Switchboard, processor time",
                inserting.cpuMicros() / server.cpuMicros(),
                4)));
  }

  private void exchange(Rig rig, Target target, Duration ramp, Duration time, Figures figures)
      throws Exception {
    new Exchange(target, rig.client().thread())
        .closedLoop(underWay, ramp, time, figures);
  }
}
