package switchboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.routing.Agent;
import switchboard.desk.supervision.BoardCounts.Service;
import switchboard.desk.supervision.Minute;
import switchboard.desk.supervision.Shift;
import switchboard.desk.supervision.Worked;
import switchboard.gateway.BoardViews;
import switchboard.http.PastBoards;
import switchboard.past.BeingRead;
import switchboard.past.Moment;
import switchboard.past.Past;
import switchboard.protocol.BoardView;
import switchboard.protocol.ConversationView;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;

/// The boards of the HTTP API, drawn from the journal.
final class Boards implements PastBoards {
  private static final int EVENTS_MAX = 200;
  private static final long RETRY_AFTER_MS = 2_000;
  private static final long READING_RETRY_MS = 500;
  private static final long YOUNG_MS = 3 * 60 * 60_000;

  private final Past past;
  private final BoardViews views;
  private final List<Tier> tiers;
  private final DeskPort desk;
  private final LongSupplier wallMs;

  /// @param tiers of the catalogue, lowest rank first
  Boards(Past past, BoardViews views, List<Tier> tiers, DeskPort desk, LongSupplier wallMs) {
    this.past = past;
    this.views = views;
    this.tiers = List.copyOf(tiers).reversed();
    this.desk = desk;
    this.wallMs = wallMs;
  }

  private interface Reading<T> {
    T read() throws BeingRead, Journal.Unavailable;
  }

  private static <T> T reading(Reading<T> reading) {
    try {
      return reading.read();
    } catch (BeingRead e) {
      throw new Refusal(
          Problem.retryAfter(
              ErrorCode.UNAVAILABLE,
              "That day is being read from the journal: %d %% are done.".formatted(e.percent()),
              READING_RETRY_MS));
    } catch (Journal.Unavailable e) {
      throw new Refusal(
          Problem.retryAfter(
              ErrorCode.UNAVAILABLE,
              "The journal cannot be read now. Please try again.",
              RETRY_AFTER_MS));
    }
  }

  // --- which time ---

  private Moment then(@Nullable Long atMs) {
    long nowMs = wallMs.getAsLong();
    if (atMs != null && atMs > nowMs) {
      throw new Refusal(
          Problem.inField("at", "at lies in the future: now is " + nowMs));
    }
    long wantedMs = atMs == null ? nowMs : atMs;
    return reading(
        () -> {
          requireKnown("at", past.dateOf(wantedMs), wantedMs);
          return past.at(wantedMs);
        });
  }

  /// @param untilMs the last moment asked for
  private void requireKnown(String field, LocalDate date, long untilMs)
      throws Journal.Unavailable {
    long firstMs = past.firstAtMs();
    if (firstMs == Long.MAX_VALUE) {
      throw new Refusal(
          Problem.of(ErrorCode.NOT_FOUND, "Nothing has happened at this desk yet."));
    }
    if (untilMs < firstMs) {
      throw new Refusal(
          Problem.inField(
              field,
              "Nothing is known of the time before "
                  + Instant.ofEpochMilli(firstMs).atZone(past.zone()).truncatedTo(ChronoUnit.SECONDS)
                  + "."));
    }
    LocalDate oldest = past.dateOf(wallMs.getAsLong()).minusDays(Past.DAYS_MAX);
    if (date.isBefore(oldest)) {
      throw new Refusal(
          Problem.inField(
              field,
              "Only the last %d days can be shown, from %s on.".formatted(Past.DAYS_MAX, oldest)));
    }
  }

  // --- the board ---

  @Override
  public BoardView at(long atMs) {
    Moment then = then(atMs);
    return views.predicting(then.desk(), then.folds(), then.atMs());
  }

  @Override
  public WaitingPage waiting(@Nullable String queue, int from, @Nullable Long atMs) {
    Moment then = then(atMs);
    int count = 0;
    for (Conversation chat : then.desk().waiting()) {
      count += queue == null || chat.line().queue().equals(queue) ? 1 : 0;
    }
    return new WaitingPage(
        then.atMs(), count, from, BoardViews.waiting(then.desk(), queue, from));
  }

  @Override
  public AgentDay agent(String id, @Nullable Long atMs) {
    Moment then = then(atMs);
    Agent agent = then.desk().agent(id);
    Shift shift = then.folds().shifts().of(id, then.atMs());
    if (agent == null || shift == null) {
      throw new Refusal(Problem.of(ErrorCode.NOT_FOUND, "There was no such agent."));
    }
    return new AgentDay(
        then.atMs(),
        BoardViews.agent(agent, then.desk(), shift),
        agent.skills().texts(),
        agent.profile().queues(),
        spans(shift, then.atMs()),
        shift.handlingMs(),
        shift.idleMs(),
        shift.offers(),
        shift.accepted(),
        shift.declined(),
        shift.missed(),
        shift.given());
  }

  private static List<StateSpan> spans(Shift shift, long untilMs) {
    List<StateSpan> spans = new ArrayList<>();
    for (int i = 0; i < shift.spans().size(); i++) {
      Shift.Span span = shift.spans().get(i);
      long endMs = i + 1 < shift.spans().size() ? shift.spans().get(i + 1).sinceMs() : untilMs;
      spans.add(
          new StateSpan(
              BoardViews.state(span.state()), Math.max(shift.dayMs(), span.sinceMs()), endMs));
    }
    return spans;
  }

  @Override
  public ConversationView conversation(long number, @Nullable Long atMs) {
    Conversation then = then(atMs).desk().conversation(number);
    if (then == null) {
      throw new Refusal(
          Problem.of(
              ErrorCode.NOT_FOUND,
              "The desk did not have this conversation then: it had not begun, or was long over."));
    }
    return reading(
        () ->
            BoardViews.conversation(
                then,
                desk.history(
                    number, Math.max(0, then.position() - EVENTS_MAX), then.position())));
  }

  // --- a day ---

  @Override
  public DayView day(@Nullable LocalDate date, @Nullable Integer minutes) {
    long nowMs = wallMs.getAsLong();
    LocalDate today = past.dateOf(nowMs);
    LocalDate wanted = date == null ? today : date;
    if (wanted.isAfter(today)) {
      throw new Refusal(
          Problem.inField("date", "date lies in the future: today is " + today));
    }
    long fromMs = wanted.atStartOfDay(past.zone()).toInstant().toEpochMilli();
    long toMs = wanted.plusDays(1).atStartOfDay(past.zone()).toInstant().toEpochMilli();
    return reading(
        () -> {
          requireKnown("date", wanted, Math.min(nowMs, toMs - 1));
          long firstMs = past.firstAtMs();
          List<Minute> all =
              past.minutes(wanted).stream()
                  .filter(minute -> minute.fromMs() + Minute.MS > firstMs)
                  .toList();
          int step = minutes == null ? usualStep(all, Math.max(fromMs, firstMs)) : minutes;
          return new DayView(
              wanted.toString(),
              past.zone().getId(),
              fromMs,
              toMs,
              firstMs,
              step,
              tiers.stream().map(tier -> new TierName(tier.name(), tier.rank())).toList(),
              points(all, tiers, fromMs, step));
        });
  }

  private static int usualStep(List<Minute> all, long knownFromMs) {
    boolean young = all.isEmpty() || all.getLast().fromMs() - knownFromMs < YOUNG_MS;
    return young ? 1 : 5;
  }

  /// @param dayMs from which they are counted, so that hours are those of the desk's clock
  static List<Point> points(List<Minute> all, List<Tier> tiers, long dayMs, int minutes) {
    List<Point> points = new ArrayList<>();
    Worked before = Worked.NONE;
    int from = 0;
    while (from < all.size()) {
      int to = from + 1;
      while (to < all.size() && (all.get(to).fromMs() - dayMs) / Minute.MS % minutes != 0) {
        to++;
      }
      List<Minute> some = all.subList(from, to);
      from = to;
      points.add(point(some, tiers, before));
      before = some.getLast().worked();
    }
    return points;
  }

  private static Point point(List<Minute> some, List<Tier> tiers, Worked before) {
    Minute last = some.getLast();
    Service service =
        some.stream().map(Minute::service).reduce(Service.NONE, Service::plus);
    long longestMs = some.stream().mapToLong(Minute::longestWaitMs).max().orElse(0);
    return new Point(
        last.fromMs() + Minute.MS,
        tiers.stream().map(tier -> last.depthByTier().getOrDefault(tier.name(), 0)).toList(),
        longestMs,
        last.open(),
        service.launched(),
        service.answered(),
        service.answeredInTarget(),
        service.abandoned(),
        service.abandonedInTarget(),
        service.ticketed(),
        last.available(),
        last.wrappingUp(),
        last.draining(),
        last.away(),
        BoardViews.share(last.worked().since(before).occupancy()));
  }
}
