package switchboard.gateway;

import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.runtime.DeskPort;

/// Gathers what is to be sent and hands it over in bulk: one call of each event loop, one write of each socket, however many messages.
/// Used in the desk's steps only.
final class Outbox {
  private final DeskPort desk;
  private final Map<EventLoop, Load> loads = new IdentityHashMap<>();
  /// Whether the current step ends with sending.
  private boolean gathering;

  Outbox(DeskPort desk) {
    this.desk = desk;
  }

  /// Does work and sends, at its end, all that was added until then.
  void gather(Runnable work) {
    gathering = true;
    try {
      work.run();
    } finally {
      gathering = false;
      sendAll();
    }
  }

  /// What is added while nothing is gathered is sent by a step of its own, together with all that was added until then.
  void add(Session to, Delivery delivery) {
    if (!gathering && loads.isEmpty()) {
      desk.read(_ -> sendAll());
    }
    Socket socket = to.socket();
    loads.computeIfAbsent(socket.eventLoop(), _ -> new Load()).add(socket, delivery);
  }

  void addAll(List<Session> to, Delivery delivery) {
    for (int i = 0; i < to.size(); i++) {
      add(to.get(i), delivery);
    }
  }

  void send(Session to, ServerMessage message) {
    add(to, Delivery.Frame.of(message));
  }

  void refuse(Session to, String request, Problem problem) {
    send(to, new ServerMessage.Refused(request, problem));
  }

  private void sendAll() {
    if (!loads.isEmpty()) {
      loads.forEach(Socket::run);
      loads.clear();
    }
  }

  private static final class Load implements Runnable {
    private Socket[] to = new Socket[16];
    private Delivery[] what = new Delivery[16];
    private int count;

    void add(Socket socket, Delivery delivery) {
      if (count == to.length) {
        to = Arrays.copyOf(to, 2 * count);
        what = Arrays.copyOf(what, 2 * count);
      }
      to[count] = socket;
      what[count] = delivery;
      count++;
    }

    @Override
    public void run() {
      for (int i = 0; i < count; i++) {
        to[i].deliver(what[i]);
      }
      for (int i = 0; i < count; i++) {
        to[i].flush();
      }
    }
  }
}
