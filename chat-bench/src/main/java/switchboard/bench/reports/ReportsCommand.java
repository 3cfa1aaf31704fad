package switchboard.bench.reports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import switchboard.desk.reporting.Grouping;
import switchboard.desk.reporting.Period;
import switchboard.desk.reporting.Report;
import switchboard.desk.reporting.ReportQuery;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.PostgresReports;
import switchboard.postgres.ReportProjection;
import switchboard.postgres.Storage;
import switchboard.runtime.Journal;
import switchboard.runtime.Projection.Progress;

/// `./switchboard bench reports`.
@Command(
    name = "reports",
    description = "What reports over a month of chats take, and making their rows from the journal.",
    mixinStandardHelpOptions = true)
public final class ReportsCommand implements Callable<Integer> {
  private static final int DAYS = 30;
  private static final int ROUNDS = 5;
  private static final String DESK = "main";
  private static final double GOAL_S = 2;
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @Option(names = "--chats", description = "In 30 days (default: ${DEFAULT-VALUE}).")
  private int chats = 100_000;

  @Option(names = "--seed", description = "Of all chance (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--data", description = "An empty folder for PostgreSQL; without it, a temporary one.")
  private @Nullable Path data;

  /// The days have a change of the clock among them.
  private final Period month =
      new Period(startOf("2026-10-10"), startOf("2026-11-09"), ZONE);

  private static long startOf(String day) {
    return LocalDate.parse(day).atStartOfDay(ZONE).toInstant().toEpochMilli();
  }

  @Override
  public Integer call() throws Exception {
    if (data != null) {
      return measure(data) ? 0 : 1;
    }
    Path folder = Files.createTempDirectory("switchboard-bench-");
    try {
      return measure(folder) ? 0 : 1;
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// @return whether all goals were reached
  private boolean measure(Path folder) throws Exception {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(folder, EmbeddedPostgres.Options.DEFAULT);
        Storage storage = Storage.open(postgres.database(), 4, Duration.ofSeconds(30))) {
      PastChats past = new PastChats(seed, chats, month.fromMs(), DAYS);
      int desk = storage.desk(DESK);
      try (Journal journal = storage.journal(desk)) {
        past.storeIn(journal);
      }
      long began = System.nanoTime();
      keepUp(new ReportProjection(storage.pool(), desk));
      double tookS = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "rows of %,d chats from %,d entries: %.1f s, %,.0f entries/s%n%n",
          chats, past.entries(), tookS, past.entries() / tookS);
      return makeReports(new PostgresReports(storage.pool(), desk));
    }
  }

  private static void keepUp(ReportProjection projection) throws Journal.Unavailable {
    Progress progress;
    do {
      progress = projection.advance();
    } while (progress.isBehind());
  }

  /// @return whether all reached the goal
  private boolean makeReports(PostgresReports reports) throws Exception {
    boolean good = true;
    System.out.printf("%-12s %6s %9s %9s%n", "by", "rows", "median s", "worst s");
    for (Grouping by : Grouping.values()) {
      List<Double> seconds = new ArrayList<>();
      int rows = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long began = System.nanoTime();
        Report report =
            reports.report(new ReportQuery(month, by, null, null, null), month.toMs());
        seconds.add((System.nanoTime() - began) / 1e9);
        rows = report.rows().size();
        if (report.total().figures().launched() != chats) {
          throw new IllegalStateException(
              "%d chats are reported, expected %d"
                  .formatted(report.total().figures().launched(), chats));
        }
      }
      Collections.sort(seconds);
      System.out.printf(
          "%-12s %6d %9.2f %9.2f%n",
          by.name().toLowerCase(Locale.ROOT),
          rows,
          seconds.get(ROUNDS / 2),
          seconds.getLast());
      good &= seconds.get(ROUNDS / 2) <= GOAL_S;
    }
    System.out.printf("%ngoal: each median within %.0f s: %s%n", GOAL_S, good ? "reached" : "missed");
    return good;
  }
}
