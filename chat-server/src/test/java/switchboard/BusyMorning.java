package switchboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import switchboard.config.CatalogueFile;
import switchboard.config.Settings;
import switchboard.desk.DeskRules;
import switchboard.desk.entitlement.Catalogue;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.postgres.Database;
import switchboard.postgres.Storage;
import switchboard.runtime.Journal;
import switchboard.simulation.Answering;
import switchboard.simulation.Arrivals;
import switchboard.simulation.ChatClass;
import switchboard.simulation.SimulatedDesk;
import switchboard.simulation.StaffMember;
import switchboard.simulation.StaffMember.Shift;
import switchboard.simulation.Times;
import switchboard.simulation.Workload;

/// Three hours of a desk with too few agents, as the desk itself would have written them, in the journal of a database before a server starts on it.
public final class BusyMorning {
  private static final int BATCH = 500;
  private static final int HOURS = 3;
  private static final long HOUR_MS = 3_600_000;
  private static final long SEED = 4;
  private static final Map<String, Double> CHATS_PER_HOUR =
      Map.of("Elite", 12.0, "Business", 40.0, "Basic", 80.0);

  private BusyMorning() {}

  /// @param endMs when the last chat comes
  /// @param untilMs what happens until then is written: chats that were answered late are handled to their end
  public static void write(Database database, long endMs, long untilMs) throws Exception {
    Settings.Desk desk = Inputs.settings(null, Map.of(), Settings.Purpose.DEMO).desks().getFirst();
    Catalogue catalogue = CatalogueFile.shipped();
    List<Entry> entries = new ArrayList<>();
    Workload workload =
        workload(endMs - HOURS * HOUR_MS, catalogue, DeskServer.rules(desk.timings(), catalogue));
    new SimulatedDesk(workload, SEED, 0, entries::add).playUntil(untilMs);
    try (Storage storage = Storage.open(database, 2, Duration.ofSeconds(30));
        Journal journal = storage.journal(storage.desk(desk.name()))) {
      journal.claimFormat();
      for (int from = 0; from < entries.size(); from += BATCH) {
        List<Entry> batch = entries.subList(from, Math.min(entries.size(), from + BATCH));
        journal.append(new Journal.Batch(UUID.randomUUID(), batch));
      }
    }
  }

  private static Workload workload(long startMs, Catalogue catalogue, DeskRules rules) {
    List<ChatClass> classes = new ArrayList<>();
    TreeMap<String, Times> handling = new TreeMap<>();
    TreeMap<String, Times> patience = new TreeMap<>();
    for (Tier tier : catalogue.tiers()) {
      Double perHour = CHATS_PER_HOUR.get(tier.name());
      if (perHour != null) {
        Standing standing =
            new Standing(
                tier.name(),
                tier.rank(),
                tier.headStart().toMillis(),
                tier.chatTarget().toMillis(),
                false,
                List.of());
        classes.add(
            new ChatClass(
                standing,
                Line.GENERAL,
                Skills.NONE,
                new Arrivals.Rates(Collections.nCopies(4 * HOURS, perHour / 4))));
        handling.put(tier.name(), new Times.Lognormal(10 * 60_000, 0.9));
        patience.put(tier.name(), new Times.Exponential(15 * 60_000));
      }
    }
    Shift shift = new Shift(startMs, startMs + HOURS * HOUR_MS);
    List<StaffMember> staff =
        IntStream.rangeClosed(1, 6)
            .mapToObj(
                n ->
                    new StaffMember(
                        "agent-" + n,
                        new AgentProfile("Agent " + n, false, 3, Skills.NONE, List.of()),
                        List.of(shift)))
            .toList();
    return new Workload(
        startMs, HOURS * HOUR_MS, 0, classes, handling, patience, 0,
        new Answering(new Times.Exponential(4_000), 0.02, 0.01, Times.fixed(120_000)),
        0, staff, rules);
  }
}
