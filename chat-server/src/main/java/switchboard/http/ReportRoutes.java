package switchboard.http;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.AgentHistory;
import switchboard.desk.reporting.Grouping;
import switchboard.desk.reporting.Period;
import switchboard.desk.reporting.Report;
import switchboard.desk.reporting.ReportQuery;
import switchboard.desk.vocabulary.AlertRule;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.runtime.Journal;
import switchboard.runtime.Reports;

/// `GET /api/v1/reports` and `GET /api/v1/reports/agents/{id}/states`, for supervisors, as JSON or CSV.
public final class ReportRoutes {
  private static final Duration PERIOD_MAX = Duration.ofDays(366);
  private static final Duration BY_HOUR_MAX = Duration.ofDays(31);
  private static final Duration HISTORY_MAX = Duration.ofDays(31);

  /// The day of a change of the clock may be an hour longer.
  private static final Duration CLOCK_CHANGE = Duration.ofHours(1);

  private static final int NAME_LENGTH_MAX = 200;
  private static final long RETRY_AFTER_MS = 2_000;
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.{5,30}");

  private final Identity identity;
  private final Reports reports;
  private final ZoneId zone;
  private final @Nullable Double serviceLevelAlert;
  private final InstantSource clock;

  /// @param zone of the desk, in which days begin
  /// @param alerts of the desk
  public ReportRoutes(
      Identity identity,
      Reports reports,
      ZoneId zone,
      List<AlertRule> alerts,
      InstantSource clock) {
    this.identity = identity;
    this.reports = reports;
    this.zone = zone;
    this.serviceLevelAlert =
        alerts.stream()
            .filter(rule -> rule.measure() == AlertRule.Measure.SERVICE_LEVEL && rule.of() == null)
            .map(rule -> rule.begins() / 100.0)
            .findFirst()
            .orElse(null);
    this.clock = clock;
  }

  public Routes addTo(Routes routes) {
    return routes
        .on(HttpMethod.GET, "/api/v1/reports", this::report)
        .on(HttpMethod.GET, "/api/v1/reports/agents/{id}/states", this::history);
  }

  private Answer report(Exchange exchange) {
    identity.visitor(exchange.bearer(), exchange.cookies()).requireSupervisor();
    Parameters given = new Parameters(exchange);
    Grouping by = by(given);
    boolean csv = wantsCsv(given);
    ReportQuery query =
        new ReportQuery(
            period(given, by == Grouping.HOUR ? BY_HOUR_MAX : PERIOD_MAX),
            by,
            orNull(exchange, "queue", given),
            given.text("tier", NAME_LENGTH_MAX),
            given.text("agent", NAME_LENGTH_MAX));
    Report report = made(() -> reports.report(query, clock.millis()));
    return csv ? ReportTable.of(report) : Answer.json(ReportView.of(report, serviceLevelAlert));
  }

  private Answer history(Exchange exchange) {
    identity.visitor(exchange.bearer(), exchange.cookies()).requireSupervisor();
    Parameters given = new Parameters(exchange);
    boolean csv = wantsCsv(given);
    Period period = period(given, HISTORY_MAX);
    AgentHistory history =
        made(() -> reports.history(exchange.segment(), period, clock.millis()));
    if (history == null) {
      throw new Refusal(Problem.of(ErrorCode.NOT_FOUND, "The desk knows no such agent."));
    }
    return csv ? ReportTable.of(history) : Answer.json(HistoryView.of(history));
  }

  private interface Making<T extends @Nullable Object> {
    T make() throws Journal.Unavailable, Reports.TooMuch;
  }

  private static <T extends @Nullable Object> T made(Making<T> making) {
    try {
      return making.make();
    } catch (Journal.Unavailable e) {
      throw unavailable("Storage cannot be reached now. Please try again.");
    } catch (Reports.TooMuch e) {
      throw e.busy()
          ? unavailable("Other reports are being made. Please try again in a moment.")
          : new Refusal(
              Problem.inField(
                  "to", "A report over this period takes too long. Ask for a shorter one."));
    }
  }

  private static Refusal unavailable(String message) {
    return new Refusal(Problem.retryAfter(ErrorCode.UNAVAILABLE, message, RETRY_AFTER_MS));
  }

  // --- parameters ---

  private static Grouping by(Parameters given) {
    String by = given.text("by", NAME_LENGTH_MAX);
    if (by == null) {
      return Grouping.NOTHING;
    }
    for (Grouping known : Grouping.values()) {
      if (known != Grouping.NOTHING && known.name().toLowerCase(Locale.ROOT).equals(by)) {
        return known;
      }
    }
    throw Parameters.refused("by", "must be day, hour, hour_of_day, queue, tier or agent", by);
  }

  /// Chats of a desk without queues have the empty one, which may be asked for, too.
  private static @Nullable String orNull(Exchange exchange, String name, Parameters given) {
    return "".equals(exchange.parameter(name)) ? "" : given.text(name, NAME_LENGTH_MAX);
  }

  private static boolean wantsCsv(Parameters given) {
    String format = given.text("format", NAME_LENGTH_MAX);
    if (format == null) {
      return given.exchange().accept().contains("text/csv");
    }
    if (!format.equals("csv") && !format.equals("json")) {
      throw Parameters.refused("format", "must be csv or json", format);
    }
    return format.equals("csv");
  }

  private Period period(Parameters given, Duration longest) {
    long fromMs = time("from", given);
    long toMs = time("to", given);
    if (toMs <= fromMs) {
      throw new Refusal(
          Problem.inField("to", "to must be later than from: the report ends where to begins"));
    }
    if (toMs - fromMs > longest.plus(CLOCK_CHANGE).toMillis()) {
      throw new Refusal(
          Problem.inField(
              "to",
              "to must be at most %d days after from, not %d"
                  .formatted(longest.toDays(), Duration.ofMillis(toMs - fromMs).toDays())));
    }
    return new Period(fromMs, toMs, zone);
  }

  /// A day as such begins by the desk's clock.
  private long time(String name, Parameters given) {
    String value = given.text(name, NAME_LENGTH_MAX);
    if (value == null) {
      throw new Refusal(Problem.inField(name, name + " is missing"));
    }
    try {
      if (DATE.matcher(value).matches()) {
        return LocalDate.parse(value).atStartOfDay(zone).toInstant().toEpochMilli();
      }
      if (TIME.matcher(value).matches()) {
        return OffsetDateTime.parse(value).toInstant().toEpochMilli();
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw Parameters.refused(
        name, "must be a day (2026-11-30) or a time with its offset (2026-11-30T14:00Z)", value);
  }
}
