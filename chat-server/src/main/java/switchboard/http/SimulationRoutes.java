package switchboard.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Skills;
import switchboard.identity.StorageUnavailable;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.simulation.Goal;
import switchboard.simulation.Unplayable;
import switchboard.simulation.recorded.Period;
import switchboard.simulation.recorded.Recorded;
import switchboard.whatif.Question;
import switchboard.whatif.Simulations;
import switchboard.whatif.Status;
import switchboard.whatif.Wishes;

/// `/api/v1/simulations`: what-if questions about the desk's past, for supervisors. Asking answers at once; the answer is to be asked for again.
public final class SimulationRoutes {
  private static final int LEARNERS_MAX = 500;
  private static final int LESSON_MAX = 50;
  private static final int TIERS_MAX = 100;
  private static final int TEXT_MAX = 200;
  private static final long RETRY_AFTER_MS = 2_000;
  private static final long MINUTE_MS = 60_000;
  private static final long HEAD_START_MINUTES_MAX = 24 * 60;
  private static final long SAFE_INTEGER_MAX = 1L << 53;

  private final Identity identity;
  private final Simulations simulations;
  private final LongSupplier nowMs;

  public SimulationRoutes(Identity identity, Simulations simulations, LongSupplier nowMs) {
    this.identity = identity;
    this.simulations = simulations;
    this.nowMs = nowMs;
  }

  public Routes addTo(Routes routes) {
    return routes
        .on(HttpMethod.POST, "/api/v1/simulations", this::ask)
        .on(HttpMethod.GET, "/api/v1/simulations/{id}", this::find)
        .on(HttpMethod.DELETE, "/api/v1/simulations/{id}", this::cancel);
  }

  private Answer ask(Exchange exchange) {
    identity.requireOwnPage(exchange.origin(), exchange.host());
    requireSupervisor(exchange);
    return Answer.json(simulations.ask(question(Body.of(exchange))));
  }

  private Answer find(Exchange exchange) {
    requireSupervisor(exchange);
    return told(() -> simulations.find(exchange.segment()));
  }

  private Answer cancel(Exchange exchange) {
    identity.requireOwnPage(exchange.origin(), exchange.host());
    requireSupervisor(exchange);
    return told(() -> simulations.cancel(exchange.segment()));
  }

  private void requireSupervisor(Exchange exchange) {
    identity.visitor(exchange.bearer(), exchange.cookies()).requireSupervisor();
  }

  private static Answer told(Supplier<@Nullable Status> asked) {
    try {
      Status status = asked.get();
      if (status == null) {
        throw new Refusal(
            Problem.of(
                ErrorCode.NOT_FOUND,
                "There is no such simulation, or it was too long ago. Please run it again."));
      }
      return Answer.json(status);
    } catch (StorageUnavailable e) {
      throw new Refusal(
          Problem.retryAfter(
              ErrorCode.UNAVAILABLE, "It cannot be looked up now. Please try again.", RETRY_AFTER_MS));
    }
  }

  // --- the question ---

  private Question question(Body body) {
    body.requireOnly("from", "to", "customers", "changes", "replications", "seed", "target");
    try {
      return new Question(
          period(body),
          body.oneOf("customers", Recorded.Coming.values(), Recorded.Coming.AS_RECORDED),
          wishes(body.object("changes")),
          (int)
              body.integer(
                  "replications",
                  Question.REPLICATIONS_MIN,
                  Question.REPLICATIONS_MAX,
                  Question.REPLICATIONS_USUAL),
          body.integer("seed", 0, SAFE_INTEGER_MAX, Question.SEED_USUAL),
          goal(body.object("target")));
    } catch (Unplayable e) {
      throw new Refusal(Problem.inField(e.part(), e.part() + " is " + e.problem()));
    }
  }

  /// What is not yet past is left off.
  private Period period(Body body) {
    long now = nowMs.getAsLong();
    long from = body.integer("from", 0, SAFE_INTEGER_MAX);
    long to = body.integer("to", 0, SAFE_INTEGER_MAX);
    if (from >= now) {
      throw new Refusal(Problem.inField("from", "from is " + from + ", expected a time in the past"));
    }
    return new Period(from, Math.min(to, now));
  }

  private static Wishes wishes(Body changes) {
    changes.requireOnly(
        "agents", "capacity", "demandPercent", "deflectionPercent", "headStartMinutes", "teach");
    TreeMap<String, Long> headStarts = new TreeMap<>();
    Body minutes = changes.object("headStartMinutes");
    for (String tier : minutes.names(TIERS_MAX)) {
      headStarts.put(
          tier, Math.round(minutes.number(tier, 0, HEAD_START_MINUTES_MAX) * MINUTE_MS));
    }
    Body teach = changes.object("teach");
    teach.requireOnly("agents", "skills");
    return new Wishes(
        (int) changes.integer("agents", -Wishes.AGENTS_MAX, Wishes.AGENTS_MAX, 0),
        (int) changes.integer("capacity", -Wishes.CAPACITY_MAX, Wishes.CAPACITY_MAX, 0),
        changes.number("demandPercent", 1, 1_000, 100) / 100,
        changes.has("deflectionPercent")
            ? changes.number("deflectionPercent", 0, 100) / 100
            : null,
        headStarts,
        teach.texts("agents", LEARNERS_MAX, TEXT_MAX),
        skills(teach));
  }

  private static Skills skills(Body teach) {
    try {
      return Skills.of(teach.texts("skills", LESSON_MAX, TEXT_MAX));
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          Problem.inField(teach.path("skills"), teach.path("skills") + ": " + e.getMessage()));
    }
  }

  private static @Nullable Goal goal(Body target) {
    if (!target.isThere()) {
      return null;
    }
    target.requireOnly("percent", "tier");
    return new Goal(target.text("tier", TEXT_MAX), target.number("percent", 1, 100) / 100);
  }
}
