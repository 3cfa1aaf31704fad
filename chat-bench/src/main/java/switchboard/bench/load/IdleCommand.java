package switchboard.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Limits;
import switchboard.protocol.codec.Codec;

/// `./switchboard bench idle`.
@Command(
    name = "idle",
    description =
        "What a customer who is signed in and connected, and does nothing, costs the server in memory.",
    mixinStandardHelpOptions = true)
public final class IdleCommand extends LoadCommand {
  /// A first crowd, so that code, pools and tables are there before anything is counted.
  private static final int FIRST_SIZE = 2_000;

  private static final int SETTLE_MS = 12_000;
  private static final double GOAL_BYTES = 6_000;

  @Option(names = "--connections", description = "Default: ${DEFAULT-VALUE}.")
  private int connections = 19_000;

  @Override
  Report measure(Report.Machine machine) throws Exception {
    List<String> options = new ArrayList<>(Memory.JAVA_OPTIONS);
    options.addAll(javaOptions);
    try (Rig rig = new Rig(data, options)) {
      progress("a bare relay's connections");
      RelayProcess relay = rig.relay();
      Memory bare = each(relay.pid(), size -> bareCrowd(rig, relay, size));
      relay.close();
      progress("signing in");
      List<String> tokens = rig.people().customers(connections);
      progress("connecting");
      Memory signedIn =
          each(rig.server().pid(), size -> customers(rig, tokens.subList(0, size)));
      return Report.of(
          "idle",
          machine,
          Map.of("connections", connections),
          List.of(
              Report.Row.of("Switchboard, a signed-in customer", "bytes", all(signedIn)),
              Report.Row.of("  on the heap", "bytes", signedIn.heapBytes()),
              Report.Row.of("  beside it", "bytes", signedIn.nativeBytes()),
              Report.Row.of("bare relay, a connection", "bytes", all(bare)),
              Report.Row.of("  on the heap", "bytes", bare.heapBytes()),
              Report.Row.of("  beside it", "bytes", bare.nativeBytes())),
          List.of(
              Report.Ratio.atMost("bytes of a signed-in customer", all(signedIn), GOAL_BYTES)));
    }
  }

  private interface Gathering {
    Crowd of(int size);
  }

  /// Memory for each connection.
  private Memory each(long pid, Gathering gathering) throws Exception {
    try (Crowd first = gathering.of(Math.min(FIRST_SIZE, connections))) {
      first.gather();
    }
    Thread.sleep(SETTLE_MS);
    Memory before = Memory.of(pid);
    try (Crowd crowd = gathering.of(connections)) {
      crowd.gather();
      // every one has been pinging by then
      Thread.sleep(SETTLE_MS);
      Memory taken = Memory.of(pid).minus(before);
      return new Memory(taken.heapBytes() / connections, taken.nativeBytes() / connections);
    }
  }

  private static Crowd customers(Rig rig, List<String> tokens) {
    return new Crowd(
        rig.client(),
        rig.socket(),
        tokens.size(),
        number -> Codec.encode(new ClientMessage.Hello(tokens.get(number), List.of())),
        Codec.encode(new ClientMessage.Ping()),
        Limits.PING_SECONDS);
  }

  private static Crowd bareCrowd(Rig rig, RelayProcess relay, int size) {
    return new Crowd(
        rig.client(),
        relay.socket(),
        size,
        number -> Integer.toString(number / 2).getBytes(StandardCharsets.UTF_8),
        null,
        Limits.PING_SECONDS);
  }

  private static double all(Memory memory) {
    return memory.heapBytes() + memory.nativeBytes();
  }
}
