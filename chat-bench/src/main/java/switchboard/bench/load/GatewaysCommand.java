package switchboard.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import switchboard.bench.Cluster;
import switchboard.bench.DemoPeople;
import switchboard.bench.ServerProcess;
import switchboard.postgres.Storage;

/// `./switchboard bench gateways`.
@Command(
    name = "gateways",
    description =
        "What it costs that people are connected to other nodes than the one that leads their desk, and what is gained by several desks: messages a"
            + " second over one node alone, over three, and over three that lead a desk each.",
    mixinStandardHelpOptions = true)
public final class GatewaysCommand extends LoadCommand {
  private static final List<String> DESKS = List.of("acme", "globex", "initech");
  private static final Duration STORAGE_LIMIT = Duration.ofSeconds(30);
  private static final Duration RAMP = Duration.ofSeconds(1);

  @Option(names = "--pairs", description = "Default: ${DEFAULT-VALUE}.")
  private int pairs = 200;

  @Override
  Report measure(Report.Machine machine) throws Exception {
    Figures alone = new Figures("one node alone");
    Figures atLeader = new Figures("three nodes, all at the leader");
    Figures atFollower = new Figures("three nodes, all at one follower");
    Figures spread = new Figures("three nodes, spread over them");
    Figures desks = new Figures("three nodes, each leads a desk");
    Path folder = data == null ? Files.createTempDirectory("switchboard-bench-") : data;
    try (Rig rig = new Rig(folder.resolve("alone"), javaOptions);
        HttpClient http = HttpClient.newHttpClient();
        Cluster cluster = Cluster.start(http, folder.resolve("three"), javaOptions);
        Cluster ofDesks = Cluster.start(http, folder.resolve("desks"), javaOptions, DESKS)) {
      List<URI> sockets = new ArrayList<>();
      for (int port : cluster.ports()) {
        sockets.add(URI.create("ws://127.0.0.1:" + port + "/ws"));
      }
      int leader = cluster.leader();
      List<URI> follower = List.of(sockets.get((leader + 1) % Cluster.NODES));
      People people =
          new People(
              http,
              URI.create("http://127.0.0.1:" + cluster.ports().getFirst()),
              cluster.database());
      CpuMeter meter = meter(cluster);
      List<Target> targets =
          List.of(
              Target.desk(rig, alone, pairs),
              target(rig, people, List.of(sockets.get(leader)), meter, atLeader),
              target(rig, people, follower, meter, atFollower),
              target(rig, people, sockets, meter, spread),
              new Target(desks, throughDesks(rig, http, ofDesks), meter(ofDesks)));
      for (Target target : targets) {
        progress("warming up: " + target.figures().name());
        exchange(rig, target, warmUp(), new Figures("warm-up"));
      }
      for (int round = 1; round <= rounds; round++) {
        progress("round %d of %d".formatted(round, rounds));
        for (Target target : targets) {
          exchange(rig, target, duration(), target.figures());
        }
      }
    }
    return Report.of(
        "gateways",
        machine,
        Map.of("pairs", pairs, "rounds", rounds, "seconds", seconds),
        List.of(alone.row(), atLeader.row(), atFollower.row(), spread.row(), desks.row()),
        List.of(
            Report.Ratio.of(
                "three nodes, all at the leader ÷ one node", atLeader.perSecond() / alone.perSecond()),
            Report.Ratio.of(
                "all at a follower ÷ all at the leader",
                atFollower.perSecond() / atLeader.perSecond()),
            Report.Ratio.of(
                "spread over three ÷ all at the leader",
                spread.perSecond() / atLeader.perSecond()),
            Report.Ratio.of(
                "three that lead a desk each ÷ one node", desks.perSecond() / alone.perSecond()),
            Report.Ratio.of(
                "three that lead a desk each ÷ one node, processor time",
                desks.cpuMicros() / alone.cpuMicros()),
            Report.Ratio.of(
                "spread over three ÷ all at the leader, processor time",
                spread.cpuMicros() / atLeader.cpuMicros())));
  }

  private static CpuMeter meter(Cluster cluster) throws IOException {
    return new CpuMeter(
        cluster.servers().stream().map(ServerProcess::pid).toList(), cluster.postmaster());
  }

  /// A third of the pairs at each desk, at the node that leads it.
  private Pairs throughDesks(Rig rig, HttpClient http, Cluster cluster) throws Exception {
    List<Pairs> parts = new ArrayList<>();
    try (Storage storage = Storage.open(cluster.database(), 1, STORAGE_LIMIT)) {
      for (int i = 0; i < DESKS.size(); i++) {
        String desk = DESKS.get(i);
        String place = Cluster.host(i) + ":" + cluster.ports().get(cluster.leader(desk));
        People people =
            new People(
                new DemoPeople(http, URI.create("http://" + place), desk),
                cluster.database(),
                storage.desk(desk));
        List<URI> socket = List.of(URI.create("ws://" + place + "/ws"));
        parts.add(
            Pairs.throughDesk(rig.client(), people, socket, socket, pairs / DESKS.size()));
      }
    }
    return Pairs.all(rig.client(), parts);
  }

  private Target target(
      Rig rig, People people, List<URI> sockets, CpuMeter meter, Figures figures)
      throws Exception {
    return new Target(
        figures, Pairs.throughDesk(rig.client(), people, sockets, sockets, pairs), meter);
  }

  private static void exchange(Rig rig, Target target, Duration time, Figures figures)
      throws Exception {
    new Exchange(target, rig.client().thread()).closedLoop(1, RAMP, time, figures);
  }
}
