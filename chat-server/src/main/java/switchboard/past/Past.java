package switchboard.past;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskRules;
import switchboard.desk.supervision.Minute;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.Journal;

/// One desk's past. A day is read once, by one thread of low priority, one day at a time; the last two days asked for are kept for ten minutes, so that any
/// moment of them is there in some hundredths of a second. Of the desk that is live nothing is touched.
public final class Past implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Past.class);

  /// How far back it reaches: as snapshots are kept (`Journal.saveSnapshot`), so that no more than a day and the entries since a snapshot are ever read.
  public static final int DAYS_MAX = 35;

  private static final int DAYS_KEPT = 2;
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int READINGS_MAX = 4;
  private static final long PATIENCE_MS = 2_000;
  private static final int MOMENTS_AT_ONCE = 2;

  private final Journal journal;
  private final DeskRules rules;
  private final ZoneId zone;
  private final LongSupplier wallMs;
  private final PastLimits limits;
  private final Cache<LocalDate, Day> days =
      Caffeine.newBuilder().maximumSize(DAYS_KEPT).expireAfterAccess(KEPT).build();
  private final Map<LocalDate, CompletableFuture<Day>> readings = new ConcurrentHashMap<>();
  private final Semaphore moments = new Semaphore(MOMENTS_AT_ONCE, true);
  private final ThreadPoolExecutor reader;

  /// @param desk names its thread
  /// @param zone in which the day begins
  public Past(
      String desk,
      Journal journal,
      DeskRules rules,
      ZoneId zone,
      LongSupplier wallMs,
      PastLimits limits) {
    this.journal = journal;
    this.rules = rules;
    this.zone = zone;
    this.wallMs = wallMs;
    this.limits = limits;
    reader =
        new ThreadPoolExecutor(
            1,
            1,
            KEPT.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(READINGS_MAX),
            step -> {
              Thread thread = new Thread(step, desk + "-past");
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            });
    reader.allowCoreThreadTimeOut(true);
  }

  public ZoneId zone() {
    return zone;
  }

  public LocalDate dateOf(long atMs) {
    return Instant.ofEpochMilli(atMs).atZone(zone).toLocalDate();
  }

  /// When the desk's first entry was written; Long.MAX_VALUE before there is one. Blocks.
  public long firstAtMs() throws Journal.Unavailable {
    List<Entry> first = new ArrayList<>(1);
    journal.replay(0, 1, first::add);
    return first.isEmpty() ? Long.MAX_VALUE : first.getFirst().atMs();
  }

  /// The minutes of a day that are over, oldest first. Blocks for up to two seconds.
  ///
  /// @throws BeingRead it takes longer: it goes on, and is to be asked for again
  public List<Minute> minutes(LocalDate date) throws BeingRead, Journal.Unavailable {
    Day read = days.getIfPresent(date);
    return (read != null && read.isWhole() ? read : readOn(date)).minutes();
  }

  /// The desk as it was. Blocks for up to two seconds and the entries since the last state kept.
  ///
  /// @param atMs not in the future
  /// @throws BeingRead as `minutes`
  public Moment at(long atMs) throws BeingRead, Journal.Unavailable {
    LocalDate date = dateOf(atMs);
    Day read = days.getIfPresent(date);
    Day day = read != null && read.covers(atMs) ? read : readOn(date);
    try {
      if (!moments.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        throw new BeingRead(day.percent());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BeingRead(day.percent());
    }
    try {
      return day.at(atMs);
    } finally {
      moments.release();
    }
  }

  private Day readOn(LocalDate date) throws BeingRead, Journal.Unavailable {
    CompletableFuture<Day> reading = readings.computeIfAbsent(date, this::begin);
    try {
      return reading.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new BeingRead(percent(date));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BeingRead(percent(date));
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case null -> throw new IllegalStateException("the past could not be read", e);
        case Journal.Unavailable unavailable -> throw unavailable;
        case RejectedExecutionException _ -> throw new BeingRead(0);
        default -> throw new IllegalStateException("the past could not be read", e.getCause());
      }
    }
  }

  private int percent(LocalDate date) {
    Day day = days.getIfPresent(date);
    return day == null ? 0 : day.percent();
  }

  /// The reading is forgotten once it is over: the next one reads on from there.
  private CompletableFuture<Day> begin(LocalDate date) {
    CompletableFuture<Day> reading = new CompletableFuture<>();
    try {
      reader.execute(() -> read(date, reading));
    } catch (RejectedExecutionException e) {
      reading.completeExceptionally(e);
      CompletableFuture.runAsync(() -> readings.remove(date, reading));
    }
    return reading;
  }

  private void read(LocalDate date, CompletableFuture<Day> reading) {
    try {
      Day day =
          days.get(date, _ -> new Day(journal, rules, zone, date, limits));
      day.readOn(wallMs.getAsLong());
      readings.remove(date, reading);
      reading.complete(day);
    } catch (Journal.Unavailable | RuntimeException e) {
      LOG.warn("the journal of {} could not be read: {}", date, e.getMessage());
      days.invalidate(date);
      readings.remove(date, reading);
      reading.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
