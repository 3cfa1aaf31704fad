package switchboard.gateway;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskRules;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.intake.Wanted;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.identity.HostNames;
import switchboard.identity.Network;
import switchboard.identity.TrustedProxies;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.protocol.Role;
import switchboard.runtime.Bus;
import switchboard.runtime.DeskNode;
import switchboard.runtime.LoopLimits;
import switchboard.runtime.MemoryJournal;
import switchboard.runtime.MemoryLease;

/// A gateway on a real port before a real desk, with a journal in memory and a doorkeeper who believes whatever is said:
/// the token `ines/Elite` is a customer on a plan, the cookie `agent=dana` an agent, `supervisor=sam` a supervisor.
final class TestGateway implements AutoCloseable {
  /// Longer than any test: its clients ping only where a test has them do so.
  private static final Duration QUIET = Duration.ofMinutes(1);

  static final DeskRules RULES = DeskRules.DEFAULT;
  static final String ALLOWED_ORIGIN = "https://dashboard.example";

  private static final List<Tier> TIERS =
      List.of(
          new Tier("Basic", 1, Duration.ZERO, Duration.ofMinutes(8)),
          new Tier("Business", 2, Duration.ofMinutes(10), Duration.ofMinutes(3)),
          new Tier("Elite", 3, Duration.ofMinutes(15), Duration.ofMinutes(1)));

  /// A tier with a head start that a test can wait for; not on the board.
  static final Tier SWIFT = new Tier("Swift", 4, Duration.ofMillis(200), Duration.ofMinutes(1));

  final MemoryJournal journal = new MemoryJournal();
  final DeskNode desk;
  final Gateway gateway;
  final DeskGateway sockets;
  final int port;

  private TestGateway(
      DeskRules rules,
      GatewayLimits limits,
      Duration quiet,
      @Nullable SslContext tls,
      TrustedProxies proxies,
      Doorkeeper doorkeeper)
      throws Exception {
    desk =
        DeskNode.start(
            "alone",
            new DeskNode.Ports(journal, MemoryLease.alone(journal), Bus.NONE),
            rules,
            LoopLimits.DEFAULT,
            System::currentTimeMillis,
            _ -> {});
    gateway = new Gateway(limits, 2);
    sockets =
        new DeskGateway(
            gateway,
            desk,
            doorkeeper,
            new Supervision(TIERS, ZoneOffset.UTC, System::currentTimeMillis),
            (origin, _) -> origin.equals(ALLOWED_ORIGIN),
            quiet,
            System::currentTimeMillis);
    sockets.start();
    port =
        gateway
            .start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new NothingHere(),
                tls,
                proxies,
                HostNames.any(sockets))
            .getPort();
  }

  /// The defaults, but for tests that connect much and stop at once.
  static GatewayLimits limits() {
    GatewayLimits d = GatewayLimits.DEFAULT.withConnections(1_000, 1_000, 10_000, 10_000, 12);
    return new GatewayLimits(
        d.requestTime(), d.helloTime(), d.silence(), d.connections(), d.connectionsPerAddress(),
        d.connectsPerMinuteAndAddress(), d.connectsPerSecond(), d.connectionsPerPerson(), d.framesPerSecond(),
        d.frameBurst(), d.followed(), d.unsentBytesEphemeral(), d.unsentBytes(),
        d.blockingCalls(), d.blockingCallsWaiting(), Duration.ZERO, d.greetings());
  }

  static TestGateway start() throws Exception {
    return start(RULES, limits());
  }

  static TestGateway start(DeskRules rules, GatewayLimits limits) throws Exception {
    return start(rules, limits, QUIET);
  }

  /// @param quiet after so long without a sign of life staff count as not responding
  static TestGateway start(DeskRules rules, GatewayLimits limits, Duration quiet)
      throws Exception {
    return new TestGateway(rules, limits, quiet, null, TrustedProxies.NONE, TestGateway::admit);
  }

  /// With something to happen before anybody is let in; it may block.
  static TestGateway start(
      GatewayLimits limits, BiConsumer<@Nullable String, @Nullable String> first)
      throws Exception {
    return new TestGateway(
        RULES,
        limits,
        QUIET,
        null,
        TrustedProxies.NONE,
        (token, cookies) -> {
          first.accept(token, cookies);
          return admit(token, cookies);
        });
  }

  /// Everybody comes by a proxy on this machine.
  static TestGateway startBehindProxy(GatewayLimits limits) throws Exception {
    Network here = Network.parse("127.0.0.0/8").orElseThrow();
    return new TestGateway(RULES, limits, QUIET, null, new TrustedProxies(List.of(here)), TestGateway::admit);
  }

  static TestGateway start(SslContext tls) throws Exception {
    return new TestGateway(RULES, limits(), QUIET, tls, TrustedProxies.NONE, TestGateway::admit);
  }

  /// @param grace for agents who are lost
  /// @param absent for waiting customers who went
  static DeskRules rules(Duration grace, Duration absent) {
    return new DeskRules(
        RULES.offerMs(), RULES.exclusionMs(), RULES.missesUntilAway(), grace.toMillis(),
        RULES.wrapUpMs(), RULES.boostMs(), absent.toMillis(), RULES.keptMs(), RULES.waitingMax(),
        RULES.chatsPerCustomerMax(), RULES.ticketsPerCustomerMax(), RULES.sessionsPerAgentMax(),
        RULES.requestsRememberedMax(), RULES.queues());
  }

  TestClient.Way way() {
    return TestClient.Way.to(port);
  }

  TestClient customer(String name, String tier) {
    TestClient client = TestClient.connect(way());
    client.hello(name + "/" + tier);
    return client;
  }

  TestClient staff(String role, String name) {
    TestClient client = TestClient.connect(way().with("Cookie", role + "=" + name));
    client.hello(null);
    return client;
  }

  private static Self admit(@Nullable String token, @Nullable String cookies) {
    if (token != null && token.contains("/")) {
      return customer(token.split("/"));
    }
    if (token == null && cookies != null && cookies.contains("=")) {
      return staff(cookies.split("="));
    }
    throw new Refusal(Problem.of(ErrorCode.UNAUTHENTICATED, "Please sign in."));
  }

  /// Name, plan and, if it expires, when.
  private static Self customer(String[] token) {
    Tier tier =
        TIERS.stream().filter(t -> t.name().equals(token[1])).findFirst().orElse(SWIFT);
    return new Self.OfCustomer(
        new Actor(Actor.Kind.CUSTOMER, token[0], token[0]),
        new Customer(
            token[0], token[0], token[0] + "@example.com", "org", "Org", null, "site", "Site",
            tier.name(), List.of("Live")),
        new Standing(
            tier.name(), tier.rank(), tier.headStart().toMillis(), tier.chatTarget().toMillis(),
            false, List.of()),
        _ -> Wanted.ANYBODY,
        _ -> null,
        token.length > 2 ? Long.parseLong(token[2]) : Long.MAX_VALUE);
  }

  private static Self staff(String[] cookie) {
    Role role = Role.valueOf(cookie[0].toUpperCase(Locale.ROOT));
    Actor.Kind kind = Permissions.supervises(role) ? Actor.Kind.SUPERVISOR : Actor.Kind.AGENT;
    return new Self.OfStaff(
        new Actor(kind, cookie[1], cookie[1]), role, "sign-in of " + cookie[1], 3, Skills.NONE, List.of());
  }

  @Override
  public void close() {
    gateway.close();
    desk.close();
  }

  @ChannelHandler.Sharable
  private static final class NothingHere extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      var response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
      HttpUtil.setContentLength(response, 0);
      ctx.writeAndFlush(response);
    }
  }
}
