package switchboard.bench.load;

import switchboard.client.WebSocketClient;

/// Pairs that talk through one program, and what is found about it.
record Target(Figures figures, Pairs pairs, CpuMeter meter) {
  static Target relay(Rig rig, Figures figures, RelayProcess relay, int pairs) throws Exception {
    WebSocketClient client = rig.client();
    return new Target(
        figures,
        Pairs.throughRelay(client, relay, pairs),
        new CpuMeter(relay.pid(), rig.server().pid()));
  }

  static Target desk(Rig rig, Figures figures, int pairs) throws Exception {
    return new Target(figures, Pairs.throughDesk(rig, pairs), rig.serverMeter());
  }
}
