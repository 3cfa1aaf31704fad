package switchboard.demo.traffic;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.HostTokenMint;
import switchboard.identity.Profile;

/// Customers who come by themselves and agents who answer them, as clients of a demo server, through the same sign-in and the same WebSockets as everybody.
///
/// At most `OPEN_MAX` simulated customers are there at a time. When a further one would arrive, the arrival is skipped and counted: nobody
/// comes later in their place. What goes wrong for a simulated person is counted, too, and told in one line of the log a minute.
public final class Traffic implements AutoCloseable {
  public static final int PER_MINUTE_MIN = 1;
  public static final int PER_MINUTE_MAX = 600;

  /// Simulated customers who are there at a time, most.
  public static final int OPEN_MAX = 600;

  private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
  private static final Duration FAREWELL_MAX = Duration.ofSeconds(3);
  private static final long FAREWELL_LOOK_MS = 20;
  private static final long SIGN_IN_APART_MS = 150;

  private final Street street;
  private final HostTokenMint mint;
  private final Random random;
  private final Arrivals arrivals;
  private final List<SimulatedAgent> agents;

  // Of the street's thread.
  private final Map<Integer, SimulatedCustomer> customers = new HashMap<>();
  private boolean winding;
  private TrafficCounts told;

  private Traffic(
      InetSocketAddress server,
      HostTokenMint mint,
      int perMinute,
      List<Profile> team,
      long seed,
      Pace pace) {
    this.mint = mint;
    random = new Random(seed);
    arrivals = new Arrivals(new Random(random.nextLong()), perMinute);
    street = new Street(server, pace);
    told = street.tally.counts();
    agents =
        IntStream.range(0, team.size())
            .mapToObj(
                place ->
                    new SimulatedAgent(
                        street,
                        new Random(random.nextLong()),
                        team.get(place),
                        place,
                        team.size()))
            .toList();
  }

  /// Lets agents sign in and customers come, until it is closed.
  ///
  /// @param server where the demo listens, without TLS
  /// @param mint of the host whom the server trusts
  /// @param perMinute customers in the mean, from `PER_MINUTE_MIN` to `PER_MINUTE_MAX`
  /// @param team accounts of the agents, which are there already
  /// @param seed draws who comes when and with what problem
  /// @param pace how long people take; arrivals are not affected
  public static Traffic start(
      InetSocketAddress server,
      HostTokenMint mint,
      int perMinute,
      List<Profile> team,
      long seed,
      Pace pace) {
    if (perMinute < PER_MINUTE_MIN || perMinute > PER_MINUTE_MAX) {
      throw new IllegalArgumentException(
          "perMinute: %d, expected %d to %d".formatted(perMinute, PER_MINUTE_MIN, PER_MINUTE_MAX));
    }
    Traffic traffic = new Traffic(server, mint, perMinute, team, seed, pace);
    traffic.street.thread().execute(traffic::begin);
    return traffic;
  }

  /// What was done and met so far.
  public TrafficCounts counts() {
    return street.tally.counts();
  }

  private void begin() {
    for (int i = 0; i < agents.size(); i++) {
      street.later(street.pace.of(i * SIGN_IN_APART_MS / 1e3), agents.get(i)::arrive);
    }
    awaitNext();
    street.thread().scheduleAtFixedRate(this::tell, 1, 1, TimeUnit.MINUTES);
  }

  private void awaitNext() {
    street.later(
        arrivals.next(),
        () -> {
          if (!winding) {
            admit(Script.draw(random));
            awaitNext();
          }
        });
  }

  private void admit(Script drawn) {
    if (customers.size() >= OPEN_MAX) {
      street.tally.add(Tally.Kind.SKIPPED);
      return;
    }
    Script script = drawn;
    while (customers.containsKey(script.customer())) {
      script = script.ofCustomer((script.customer() + 1) % Clientele.COUNT);
    }
    DemoCustomer who = Clientele.customer(script.customer());
    SimulatedCustomer customer =
        new SimulatedCustomer(
            street,
            new Random(random.nextLong()),
            script,
            who,
            signIn ->
                signIn.customer(
                    mint.sign(who, who.sites().getFirst(), Instant.now(), TOKEN_LIFE)),
            left -> customers.remove(left.number()));
    customers.put(customer.number(), customer);
    customer.arrive();
  }

  private void tell() {
    TrafficCounts now = street.tally.counts();
    LOG.info("Simulated in the last minute: {}", now.since(told));
    told = now;
  }

  /// Lets customers end their chats and agents go offline, for a few seconds at most, so that no chats of theirs are left waiting in the data.
  @Override
  public void close() {
    try {
      onThread(
          () -> {
            winding = true;
            agents.forEach(SimulatedAgent::wind);
            List.copyOf(customers.values()).forEach(SimulatedCustomer::wind);
          });
      await(customers::isEmpty);
      await(() -> agents.stream().noneMatch(SimulatedAgent::isBusy));
      onThread(() -> agents.forEach(SimulatedAgent::quit));
      await(() -> agents.stream().allMatch(SimulatedAgent::isGone));
      onThread(
          () -> {
            List.copyOf(customers.values()).forEach(SimulatedCustomer::leave);
            agents.forEach(SimulatedAgent::leave);
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      street.close();
    }
  }

  private void onThread(Runnable step) throws InterruptedException {
    street.thread().submit(step).await();
  }

  /// Until a condition holds on the street's thread, or patience ends.
  private void await(BooleanSupplier condition) throws InterruptedException {
    CompletableFuture<Void> met = new CompletableFuture<>();
    var looks =
        street
            .thread()
            .scheduleAtFixedRate(
                () -> {
                  if (condition.getAsBoolean()) {
                    met.complete(null);
                  }
                },
                0,
                FAREWELL_LOOK_MS,
                TimeUnit.MILLISECONDS);
    try {
      met.get(FAREWELL_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Then they leave without a word, as people do.
    } finally {
      looks.cancel(false);
    }
  }
}
