package switchboard;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import switchboard.desk.entitlement.Tier;
import switchboard.simulation.Change;
import switchboard.simulation.CheapestChange;
import switchboard.simulation.CheapestChange.Found;
import switchboard.simulation.Comparison;
import switchboard.simulation.Costs;
import switchboard.simulation.Goal;
import switchboard.simulation.Measures;
import switchboard.simulation.Player;
import switchboard.simulation.Unplayable;
import switchboard.simulation.Workload;
import switchboard.simulation.parallel.Cores;
import switchboard.simulation.recorded.Recorded;

/// What would happen if. Plays the desk as it is and as it would be, with the same customers.
@Command(
    name = "simulate",
    sortOptions = false,
    description = {
      "Plays the desk as it is and after a change, with the same customers, and says what is different.",
      "  ./switchboard simulate --load 1.2 --add-agents 1",
      "  ./switchboard simulate --load 1.2 --target Basic=90%%",
      "  ./switchboard simulate --data DIR --from 2026-11-30T08:00 --to 2026-11-30T12:00 --add-agents 1"
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--catalogue",
      paramLabel = "FILE",
      description = "Where tiers, head starts and targets come from; the shipped catalogue without.")
  private @Nullable Path catalogue;

  private static final String MADE_UP = "%nThe desk as it is, made up:%n";

  @ArgGroup(validate = false, heading = MADE_UP)
  private SyntheticOptions synthetic = new SyntheticOptions();

  @ArgGroup(validate = false, heading = "%nOr a desk as it was recorded:%n")
  private RecordedOptions recorded = new RecordedOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();
  @Mixin private DeskOption desk = new DeskOption();

  @ArgGroup(validate = false, heading = "%nThe change:%n")
  private ChangeOptions changes = new ChangeOptions();

  @ArgGroup(validate = false, heading = "%nThe play:%n")
  private PlayOptions play = new PlayOptions();

  static final class PlayOptions {
    @Option(
        names = "--target",
        paramLabel = "[TIER=]P%",
        description =
            "Looks for the cheapest change that reaches this service level, of a tier or of all: 90%% or Basic=90%%. With a change given, on top of it.")
    private @Nullable String target;

    @Option(
        names = "--cost",
        paramLabel = "WHAT=N,…",
        description =
            "What changes cost beside each other: agent, in a shift (100); capacity, one more chat of one agent (10); skill, taught to one agent (20); head-start, five minutes of a tier (1).")
    private @Nullable String cost;

    @Option(
        names = "--replications",
        paramLabel = "N",
        description = "How often each desk is played (default: ${DEFAULT-VALUE}).")
    private String replications = Integer.toString(Player.REPLICATIONS);

    @Option(names = "--seed", paramLabel = "N", description = "Of all chance (default: ${DEFAULT-VALUE}).")
    private String seed = "1";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there, too.")
    private @Nullable Path json;
  }

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (recorded.isAsked()) {
      requireNothingMadeUp(spec);
    }
    if (recorded.verifies()) {
      return recorded.verify(database, desk.of(database.settings()), out);
    }
    List<Tier> tiers = Inputs.catalogue(catalogue).tiers();
    Workload workload = recorded.isAsked() ? recorded(out) : synthetic.workload(tiers);
    Change change = changes.change(workload);
    Goal goal = goal(workload);
    Costs costs = costs();
    int replications =
        Texts.whole("--replications", play.replications, 2, Player.REPLICATIONS_MAX);
    long seed = seed();
    if (play.json != null) {
      requireWritable(play.json);
    }
    List<String> order = tiers.reversed().stream().map(Tier::name).toList();
    SimulationReport report =
        new SimulationReport(out, order);
    try (Cores cores = Cores.all()) {
      report.begin(workload, replications, seed);
      run(report, workload, change, goal, costs, cores.player(seed), replications);
    } catch (Unplayable e) {
      throw new CommandFailure("this cannot be played: " + e.getMessage());
    }
    if (play.json != null) {
      report.write(play.json);
    }
    return 0;
  }

  private static void requireNothingMadeUp(CommandSpec spec) {
    spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> option.group() != null && MADE_UP.equals(option.group().heading()))
        .findFirst()
        .ifPresent(
            option -> {
              throw new CommandFailure(
                  option.longestName() + ": says how a desk is that is made up, expected none beside a recorded period");
            });
  }

  /// The period as a workload; says how it really was.
  private Workload recorded(PrintWriter out) throws Exception {
    try {
      Recorded period = recorded.read(database, desk.of(database.settings()));
      Double level = period.serviceLevel();
      Workload workload = period.workload(recorded.coming());
      out.printf(
          "%,d chats came in the period; service level as recorded: %s%n",
          period.chats(), level == null ? "none" : ChangeWords.percent(level));
      return workload;
    } catch (Unplayable e) {
      throw new CommandFailure("--" + e.part() + ": " + e.problem());
    }
  }

  private static void run(
      SimulationReport report,
      Workload asItIs,
      Change change,
      @Nullable Goal goal,
      Costs costs,
      Player player,
      int replications)
      throws InterruptedException {
    Player timed = report.timing(player);
    List<Measures> before = timed.play(asItIs, replications);
    Workload changed = change.applyTo(asItIs);
    List<Measures> after = before;
    if (!change.knobs().isEmpty()) {
      after = timed.play(changed, replications);
    }
    report.compare(change, Comparison.of(before, after));
    if (goal != null) {
      report.search(goal, costs);
      Found found =
          CheapestChange.search(changed, goal, costs, timed, replications, report::tried);
      report.found(found);
      if (found.found() != null && !found.found().change().knobs().isEmpty()) {
        Change cheapest = found.found().change();
        List<Measures> reached = timed.play(cheapest.applyTo(changed), replications);
        report.compare(cheapest, Comparison.of(after, reached));
      }
    }
    report.end();
  }

  private @Nullable Goal goal(Workload workload) {
    String target = play.target;
    if (target == null) {
      return null;
    }
    int mark = target.indexOf('=');
    String tier = mark < 0 ? null : target.substring(0, mark).strip();
    if (tier != null && !workload.tiers().contains(tier)) {
      throw Texts.fault(
          "--target", tier, "a tier that comes: " + String.join(", ", workload.tiers()));
    }
    double level = Texts.share("--target", target.substring(mark + 1));
    if (level == 0) {
      throw Texts.fault("--target", target, "more than 0%");
    }
    return new Goal(tier, level);
  }

  private long seed() {
    try {
      return Long.parseLong(play.seed.strip());
    } catch (NumberFormatException e) {
      throw Texts.fault("--seed", play.seed, "a whole number of at most 18 digits");
    }
  }

  /// Known before anything is played, which may take minutes.
  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
      throw Texts.fault("--json", file.toString(), "a file in a folder that can be written");
    }
  }

  private Costs costs() {
    SortedMap<String, Double> given =
        Texts.pairs(
            "--cost", play.cost, "agent=100,skill=20", text -> Texts.number("--cost", text, 0, 1e9));
    Costs usual = Costs.DEFAULT;
    Costs costs =
        new Costs(
            taken(given, "agent", usual.agent()),
            taken(given, "capacity", usual.capacity()),
            taken(given, "skill", usual.skill()),
            taken(given, "head-start", usual.headStart()));
    if (!given.isEmpty()) {
      throw Texts.fault("--cost", given.firstKey(), "agent, capacity, skill or head-start");
    }
    return costs;
  }

  private static double taken(SortedMap<String, Double> given, String what, double otherwise) {
    Double cost = given.remove(what);
    return cost == null ? otherwise : cost;
  }
}
