package switchboard.bench.load;

import java.net.URI;
import java.util.List;
import switchboard.client.WebSocketClient;

/// Pairs that talk through one program, and what is found about it.
record Target(Figures figures, Pairs pairs, CpuMeter meter) {
  static Target relay(Rig rig, Figures figures, RelayProcess relay, int pairs) throws Exception {
    WebSocketClient client = rig.client();
    return new Target(
        figures,
        Pairs.throughRelay(client, relay, pairs),
        new CpuMeter(List.of(relay.pid()), rig.server().pid()));
  }

  static Target desk(Rig rig, Figures figures, int pairs) throws Exception {
    List<URI> socket = List.of(rig.socket());
    return new Target(
        figures,
        Pairs.throughDesk(rig.client(), rig.people(), socket, socket, pairs),
        rig.serverMeter());
  }
}
