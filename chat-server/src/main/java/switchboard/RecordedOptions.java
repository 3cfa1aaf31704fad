package switchboard;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import switchboard.config.Settings;
import switchboard.desk.entitlement.Catalogue;
import switchboard.postgres.Storage;
import switchboard.runtime.Journal;
import switchboard.simulation.Unplayable;
import switchboard.simulation.recorded.Period;
import switchboard.simulation.recorded.Recorded;
import switchboard.simulation.recorded.Replay;
import switchboard.whatif.PastPeriods;

/// The desk that `simulate` plays as its journal recorded it. The desk may be serving meanwhile.
final class RecordedOptions {
  private static final String FORM = "a time such as 2026-11-30, 2026-11-30T08:00 or 2026-11-30T08:00:00Z";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "When the period begins: 2026-11-30 or 2026-11-30T08:00 by the clock of the support hours, or 2026-11-30T08:00:00Z. With --config or --data, which name the database.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "When it ends; now without.")
  private @Nullable String to;

  @Option(
      names = "--at-random",
      description =
          "Customers come at random, as many in each quarter of an hour, not at the very times at which they came.")
  private boolean atRandom;

  @Option(
      names = "--verify",
      description =
          "Only decides everything again that was decided in the period, and compares. Nothing else is played.")
  private boolean verify;

  boolean isAsked() {
    return from != null || to != null || atRandom || verify;
  }

  boolean verifies() {
    return verify;
  }

  Recorded read(DatabaseOptions database, Settings.Desk desk) throws Exception {
    return reading(database, desk, (past, period) -> past.recorded(period, _ -> {}));
  }

  Recorded.Coming coming() {
    return atRandom ? Recorded.Coming.AT_RANDOM : Recorded.Coming.AS_RECORDED;
  }

  /// Decides the period again; 0 when that led to the same.
  int verify(DatabaseOptions database, Settings.Desk desk, PrintWriter out) throws Exception {
    Replay.Outcome outcome =
        reading(database, desk, (past, period) -> past.replayed(period, _ -> {}));
    if (outcome.entries() == 0 && outcome.difference() == null) {
      throw new CommandFailure("--from: nothing was recorded in this period, expected entries");
    }
    out.printf(
        "%,d decisions with %,d entries were decided again exactly as they were%n",
        outcome.decisions(), outcome.entries());
    Replay.Difference difference = outcome.difference();
    if (difference != null) {
      out.printf(
          """
          The next one was not. Settings, the catalogue or the program may have been others then.
            recorded  %s
            decided   %s
            command   %s
          """,
          difference.recorded(),
          difference.refused() == null ? difference.decided() : difference.refused(),
          difference.command());
    }
    out.flush();
    return difference == null ? 0 : 1;
  }

  private interface Reading<T> {
    T of(PastPeriods past, Period period) throws Exception;
  }

  private <T> T reading(DatabaseOptions database, Settings.Desk desk, Reading<T> reading)
      throws Exception {
    Catalogue catalogue = Inputs.catalogue(desk.catalogue());
    Period period = period(catalogue.supportHours().zone());
    try (Server.Opened opened = database.openExisting()) {
      Storage storage = opened.storage();
      try (Journal journal = storage.journal(storage.desk(desk.name()))) {
        return reading.of(
            new PastPeriods(journal, DeskServer.rules(desk.timings(), catalogue)), period);
      }
    }
  }

  private Period period(ZoneId zone) {
    if (from == null) {
      throw new CommandFailure("--from: missing, expected " + FORM);
    }
    long fromMs = time("--from", from, zone);
    long toMs = to == null ? System.currentTimeMillis() : time("--to", to, zone);
    if (fromMs >= toMs) {
      throw to == null
          ? Texts.fault("--from", from, "a time in the past, by the clock of " + zone)
          : Texts.fault("--to", to, "a time after --from");
    }
    if (toMs - fromMs > Period.SPAN_MS_MAX) {
      throw Texts.fault("--to", to == null ? "now" : to, "a time at most 31 days after --from");
    }
    try {
      return new Period(fromMs, toMs);
    } catch (Unplayable e) {
      throw Texts.fault("--from", from, "a time after 2001");
    }
  }

  private static long time(String option, String text, ZoneId zone) {
    try {
      if (text.endsWith("Z")) {
        return Instant.parse(text).toEpochMilli();
      }
      LocalDateTime local =
          text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
      return local.atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw Texts.fault(option, text, FORM);
    }
  }
}
