package switchboard;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.vocabulary.Skill;
import switchboard.simulation.Answering;
import switchboard.simulation.ChatClass;
import switchboard.simulation.StaffMember;
import switchboard.simulation.SyntheticDesk;
import switchboard.simulation.Times;
import switchboard.simulation.Unplayable;
import switchboard.simulation.Workload;

/// A desk that is made up for `simulate`.
final class SyntheticOptions {
  private static final int HOURS_MAX = 24 * 60;
  private static final int PER_HOUR_MAX = 100_000;
  private static final List<String> USUAL_TIERS = List.of("Elite", "Business", "Basic");

  @Option(names = "--agents", paramLabel = "N", description = "Agents on duty (default: ${DEFAULT-VALUE}).")
  private String agents = "12";

  @Option(
      names = "--capacity",
      paramLabel = "N",
      description = "Chats that each has at once (default: ${DEFAULT-VALUE}).")
  private String capacity = "3";

  @Option(
      names = "--per-hour",
      paramLabel = "N",
      description = "Chats that come in an hour; as many as the slots serve without (--load 1).")
  private @Nullable String perHour;

  @Option(
      names = "--load",
      paramLabel = "X",
      description = "Instead of --per-hour: chats beside what all slots can serve, such as 1.2.")
  private @Nullable String load;

  @Option(
      names = "--mix",
      paramLabel = "TIER=N,…",
      description = "Parts by tier of the catalogue (default: Elite=10,Business=30,Basic=60 where it has them).")
  private @Nullable String mix;

  @Option(
      names = "--needs",
      paramLabel = "SKILL=P%,…",
      description = "Parts of the chats that need a skill, such as dns=20%%.")
  private @Nullable String needs;

  @Option(
      names = "--skilled",
      paramLabel = "SKILL=N,…",
      description = "How many of the agents have a skill, such as dns=4.")
  private @Nullable String skilled;

  @Option(
      names = "--handle",
      paramLabel = "TIME",
      description = "Mean handle time, wrap-up included (default: ${DEFAULT-VALUE}).")
  private String handle = "10m";

  @Option(
      names = "--variation",
      paramLabel = "X",
      description = "Its standard deviation beside its mean (default: ${DEFAULT-VALUE}).")
  private String variation = "0.9";

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      description = "Mean time until a customer gives up (default: ${DEFAULT-VALUE}).")
  private String patience = "15m";

  @Option(
      names = "--slowdown",
      paramLabel = "P%",
      description =
          "How much longer a chat takes for each other one of its agent (default: ${DEFAULT-VALUE}). At 0%% capacity costs nothing.")
  private String slowdown = "0%";

  @Option(
      names = "--answer-after",
      paramLabel = "TIME",
      description = "How long an offer rings until it is answered (default: ${DEFAULT-VALUE}).")
  private String answerAfter = "5s";

  @Option(names = "--declined", paramLabel = "P%", description = "Offers that are declined (default: ${DEFAULT-VALUE}).")
  private String declined = "0%";

  @Option(names = "--missed", paramLabel = "P%", description = "Offers that nobody answers (default: ${DEFAULT-VALUE}).")
  private String missed = "0%";

  @Option(names = "--hours", paramLabel = "N", description = "Hours that are counted (default: ${DEFAULT-VALUE}).")
  private String hours = "8";

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = "Played before them, as a desk that begins empty is not yet as it will be (default: ${DEFAULT-VALUE}).")
  private String warmUp = "1h";

  Workload workload(List<Tier> tiers) {
    int people = Texts.whole("--agents", agents, 0, Workload.STAFF_MAX);
    int slots = Texts.whole("--capacity", capacity, 1, StaffMember.CAPACITY_MAX);
    double handleMs = Texts.duration("--handle", handle).toMillis();
    double variation = Texts.number("--variation", this.variation, 0, 10);
    SortedMap<String, Double> wanted =
        skills(
            Texts.pairs("--needs", needs, "dns=20%", part -> Texts.share("--needs", part)),
            "--needs");
    SortedMap<String, Integer> having =
        skills(
            Texts.pairs(
                "--skilled", skilled, "dns=4", count -> Texts.whole("--skilled", count, 0, people)),
            "--skilled");
    if (wanted.values().stream().mapToDouble(part -> part).sum() > 1 + 1e-9) {
      throw Texts.fault("--needs", String.valueOf(needs), "no more than 100% together");
    }
    SyntheticDesk desk =
        new SyntheticDesk(
            perHour(people * slots, handleMs),
            mix(tiers),
            wanted,
            new Times.Lognormal(handleMs, variation),
            new Times.Exponential(Texts.duration("--patience", patience).toMillis()),
            Texts.share("--slowdown", slowdown),
            answering(),
            people,
            slots,
            having,
            Math.round(Texts.number("--hours", hours, 0.25, HOURS_MAX) * 3_600_000),
            Texts.duration("--warm-up", warmUp).toMillis());
    try {
      return desk.workload(tiers);
    } catch (Unplayable e) {
      // What each option says was checked: left is what it finds in the catalogue, and how much they come to together.
      throw new CommandFailure(
          e.part().equals("mix")
              ? "--mix: " + e.problem()
              : "--per-hour times --hours: %,.0f chats, expected at most %,d"
                  .formatted(desk.expectedChats(), Workload.CHATS_MAX));
    }
  }

  private double perHour(int slots, double handleMs) {
    if (perHour != null && load != null) {
      throw Texts.fault("--load", load, "it or --per-hour, not both");
    }
    if (perHour != null) {
      return Texts.number("--per-hour", perHour, 0, PER_HOUR_MAX);
    }
    double beside = load == null ? 1 : Texts.number("--load", load, 0, ChatClass.DEMAND_MAX);
    if (slots == 0 || handleMs == 0) {
      throw Texts.fault(
          "--per-hour", "missing", "it where nobody works, or chats take no time: no load says how many come");
    }
    return Math.min(PER_HOUR_MAX, beside * slots * 3_600_000 / handleMs);
  }

  private SortedMap<String, Double> mix(List<Tier> tiers) {
    if (mix != null) {
      return Texts.pairs(
          "--mix", mix, "Elite=10,Basic=60", part -> Texts.number("--mix", part, 0, 1_000_000));
    }
    List<String> names = tiers.stream().map(Tier::name).toList();
    SortedMap<String, Double> usual = new TreeMap<>();
    if (names.containsAll(USUAL_TIERS)) {
      usual.put("Elite", 10.0);
      usual.put("Business", 30.0);
      usual.put("Basic", 60.0);
    } else {
      names.forEach(name -> usual.put(name, 1.0));
    }
    return usual;
  }

  private Answering answering() {
    double declining = Texts.share("--declined", declined);
    double missing = Texts.share("--missed", missed);
    if (declining + missing > 1) {
      throw Texts.fault(
          "--missed", missed + " beside --declined " + declined, "no more than 100% together");
    }
    long afterMs = Texts.duration("--answer-after", answerAfter).toMillis();
    return new Answering(Times.fixed(afterMs), declining, missing, Answering.AT_ONCE.back());
  }

  private static <T> SortedMap<String, T> skills(SortedMap<String, T> byName, String option) {
    for (String name : byName.keySet()) {
      skill(option, name);
    }
    return byName;
  }

  /// Checks that it is one.
  static Skill skill(String option, String name) {
    try {
      return Skill.of(name);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(option + ": " + e.getMessage());
    }
  }
}
