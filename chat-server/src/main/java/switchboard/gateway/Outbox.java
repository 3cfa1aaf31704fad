package switchboard.gateway;

import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/// Gathers what is to be sent and hands it over in bulk: one call of each event loop, one write of each socket, however many messages.
/// Used in the desk's steps only.
final class Outbox {
  private final Map<EventLoop, Load> loads = new IdentityHashMap<>();

  void add(Socket to, Delivery what) {
    loads.computeIfAbsent(to.eventLoop(), _ -> new Load(16)).add(to, what);
  }

  boolean isEmpty() {
    return loads.isEmpty();
  }

  void send() {
    if (loads.isEmpty()) {
      return;
    }
    loads.forEach(Socket::run);
    loads.clear();
  }

  private static final class Load implements Runnable {
    private Socket[] to;
    private Delivery[] what;
    private int count;

    Load(int room) {
      to = new Socket[room];
      what = new Delivery[room];
    }

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
