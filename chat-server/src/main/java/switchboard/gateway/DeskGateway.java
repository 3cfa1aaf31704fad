package switchboard.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.runtime.DeskPort;

/// One desk's part of the gateway: the sockets that came for it, and what they are told.
public final class DeskGateway {
  private static final long TICK_MS = 250;

  private final Gateway gateway;
  private final GatewayMetrics metrics = new GatewayMetrics();
  private final DeskPort desk;
  private final BiPredicate<String, @Nullable String> originAllowed;
  private final Whereabouts whereabouts;
  private final RollCall rollCall;
  private final Inquiries inquiries;
  private final Fanout fanout;
  private final Entrance entrance;

  /// @param originAllowed tells from an `Origin` header, and the `Host` header if any, whether a page may open a WebSocket
  /// @param quiet after so long without a sign of life staff count as not responding
  public DeskGateway(
      Gateway gateway,
      DeskPort desk,
      Doorkeeper doorkeeper,
      Supervision supervision,
      BiPredicate<String, @Nullable String> originAllowed,
      Duration quiet,
      LongSupplier wallMs) {
    this.gateway = gateway;
    this.desk = desk;
    this.originAllowed = originAllowed;
    GatewayLimits limits = gateway.limits();
    BlockingCalls blocking = gateway.blocking();
    Outbox outbox = new Outbox(desk);
    Attendance attendance = new Attendance(outbox);
    whereabouts =
        new Whereabouts(
            desk,
            attendance.customersHere(),
            (customer, view) ->
                view.conversationsOf(customer)
                    .forEach(conversation -> attendance.tellPresence(conversation, view)));
    attendance.askElsewhere(whereabouts::isElsewhere);
    rollCall = new RollCall(desk, attendance, whereabouts);
    Snapshots snapshots = new Snapshots(desk, blocking, outbox);
    Insistence insistence = new Insistence(desk, gateway.timer());
    fanout = new Fanout(attendance, snapshots, supervision, outbox, insistence, limits);
    inquiries = new Inquiries(desk, attendance, snapshots, supervision, outbox, limits);
    entrance =
        new Entrance(
            desk,
            attendance,
            whereabouts,
            snapshots,
            inquiries,
            supervision,
            outbox,
            doorkeeper,
            limits,
            blocking,
            metrics,
            wallMs,
            insistence,
            quiet);
  }

  /// Begins to listen to the desk. To be called once, before the first socket comes.
  public void start() {
    desk.listen(fanout);
    whereabouts.start();
    inquiries.listen();
    gateway
        .loops()
        .next()
        .scheduleAtFixedRate(
            () -> {
              if (!desk.isOver()) {
                desk.read(this::tick);
              }
            },
            TICK_MS,
            TICK_MS,
            TimeUnit.MILLISECONDS);
  }

  private void tick(DeskView view) {
    fanout.tick(view);
    whereabouts.tick(view);
    rollCall.tick(view);
  }

  /// An account may no longer be used: its sockets end, its chats go back to the queue.
  public void disable(String account) {
    entrance.disable(account);
  }

  /// One sign-in of a member of the staff was ended: its sockets end.
  public void signOut(String signIn) {
    entrance.signOut(signIn);
  }

  /// The desk is over on this node: its sockets end, and who comes for it is turned away.
  public void end() {
    entrance.endAll();
  }

  /// WebSockets that wait to be greeted now.
  public int greetingsWaiting() {
    return entrance.waiting();
  }

  public GatewayMetrics metrics() {
    return metrics;
  }

  Entrance entrance() {
    return entrance;
  }

  /// @param hosts every value of the header `Host`
  boolean allowsOrigin(String origin, List<String> hosts) {
    return originAllowed.test(origin, hosts.isEmpty() ? null : hosts.getFirst());
  }
}
