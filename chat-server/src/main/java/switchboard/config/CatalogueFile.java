package switchboard.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import switchboard.desk.calendar.Hours;
import switchboard.desk.entitlement.Catalogue;
import switchboard.desk.entitlement.OnCall;
import switchboard.desk.entitlement.Phone;
import switchboard.desk.entitlement.Plan;
import switchboard.desk.entitlement.TicketRouting;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.entitlement.When;
import switchboard.desk.intake.Placement;
import switchboard.desk.intake.Queue;
import switchboard.desk.vocabulary.AlertRule;

/// Reads the plan catalogue from YAML. `catalogue.yaml`, the catalogue that is shipped, documents
/// every key.
public final class CatalogueFile {
  /// The shipped catalogue's name in the class path.
  public static final String SHIPPED = "catalogue.yaml";

  private static final int NAME_LENGTH_MAX = 60;
  static final Form<String> NAME = Forms.text(NAME_LENGTH_MAX);
  private static final Form<When> WHEN =
      Forms.oneOf(
          Forms.names(
              Map.entry("no", When.NEVER),
              Map.entry("yes", When.ALWAYS),
              Map.entry("paying", When.PAYING),
              Map.entry("launched", When.LAUNCHED)));
  private static final Form<TicketRouting> TICKETS =
      Forms.oneOf(
          Forms.names(
              Map.entry("none", TicketRouting.NONE),
              Map.entry("standard", TicketRouting.STANDARD),
              Map.entry("ahead", TicketRouting.AHEAD)));
  private static final Form<Boolean> YES_OR_NO =
      Forms.oneOf(Forms.names(Map.entry("yes", true), Map.entry("no", false)));
  private static final Form<Integer> CALLS =
      Form.of(
          "a whole number from 1 to 1000 or 'unlimited'",
          text ->
              text.equals("unlimited")
                  ? Optional.of(Phone.UNLIMITED)
                  : Forms.wholeNumber(1, 1_000).reading().apply(text));

  private static final Form<Boolean> HEAD_START =
      Forms.oneOf(Forms.names(Map.entry("perTier", false), Map.entry("strict", true)));

  /// Stands in after a fault.
  private static final Plan SUBSTITUTE =
      new Plan(
          "",
          TierSections.SUBSTITUTE,
          List.of(),
          TicketRouting.NONE,
          When.NEVER,
          When.NEVER,
          List.of(),
          null,
          When.NEVER,
          When.NEVER);

  private final Section root;
  private final Faults faults;

  private CatalogueFile(Section root, Faults faults) {
    this.root = root;
    this.faults = faults;
  }

  public static Loaded<Catalogue> read(Path file) {
    Faults faults = new Faults();
    return TextFile.read(file, faults)
        .map(text -> parse(file.toString(), text))
        .orElseGet(() -> new Loaded.Faulty<>(faults.all()));
  }

  /// The catalogue that is shipped.
  public static Catalogue shipped() {
    try (InputStream stream = CatalogueFile.class.getResourceAsStream("/" + SHIPPED)) {
      if (stream == null) {
        throw new IllegalStateException(SHIPPED + ": missing, expected in the class path");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return switch (parse(SHIPPED, text)) {
        case Loaded.Good<Catalogue>(Catalogue catalogue) -> catalogue;
        case Loaded.Faulty<Catalogue>(List<Fault> found) ->
            throw new IllegalStateException(found.toString());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param name of the file, as faults show it
  public static Loaded<Catalogue> parse(String name, String text) {
    Faults faults = new Faults();
    Optional<MappingNode> document = YamlFile.parse(name, text, faults);
    if (document.isEmpty() && faults.count() == 0) {
      faults.add("", "nothing", "a plan catalogue", name);
    }
    return document
        .flatMap(node -> new CatalogueFile(Section.root(name, node, faults), faults).catalogue())
        .<Loaded<Catalogue>>map(Loaded.Good::new)
        .orElseGet(() -> new Loaded.Faulty<>(faults.all()));
  }

  /// Empty after any fault.
  private Optional<Catalogue> catalogue() {
    SortedMap<String, Hours> hours = hours();
    Hours supportHours = root.required("supportHours", Forms.oneOf(hours), HoursSection.SUBSTITUTE);
    List<String> priorities = root.list("priorities", NAME);
    boolean strict = root.optional("headStart", HEAD_START, false);
    List<Tier> tiers = tiers(priorities, strict);
    SortedMap<String, Plan> plans = plans("plans", tiers, hours);
    SortedMap<String, Plan> packages = plans("packages", tiers, hours);
    Plan base = root.required("base", Forms.oneOf(plans), SUBSTITUTE);
    Plan unknownPlan = root.required("unknownPlan", Forms.oneOf(plans), SUBSTITUTE);
    Optional<String> emergencyNumber = root.optional("emergencyNumber", Forms.text(30));
    Placement placement =
        PlacementSection.read(root, tiers.stream().map(Tier::name).toList(), hours);
    List<AlertRule> alerts =
        AlertsSection.read(
            root,
            tiers.stream().map(Tier::name).toList(),
            placement.queues().stream().map(Queue::name).toList());
    root.refuseUnknown();
    return faults.count() > 0
        ? Optional.empty()
        : Optional.of(
            new Catalogue(
                tiers,
                strict,
                supportHours,
                priorities,
                plans,
                packages,
                base,
                unknownPlan,
                emergencyNumber.orElse(null),
                placement,
                alerts));
  }

  private SortedMap<String, Hours> hours() {
    SortedMap<String, Hours> hours = new TreeMap<>();
    named("hours", (name, section) -> hours.put(name, HoursSection.read(name, section)));
    return hours;
  }

  private List<Tier> tiers(List<String> priorities, boolean strict) {
    if (priorities.isEmpty()) {
      root.fault("priorities", "none", "the priorities of tickets, lowest first");
    }
    TierSections tiers = new TierSections(priorities, strict, faults);
    named("tiers", (name, section) -> tiers.add(name, section));
    return tiers.byRank();
  }

  private SortedMap<String, Plan> plans(
      String key, List<Tier> tiers, SortedMap<String, Hours> hours) {
    Map<String, Tier> tiersByName = new LinkedHashMap<>();
    tiers.forEach(tier -> tiersByName.put(tier.name(), tier));
    SortedMap<String, Plan> plans = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    named(
        key,
        (name, section) -> {
          if (plans.putIfAbsent(name, plan(name, section, tiersByName, hours)) != null) {
            root.fault(key, name, "names that differ in more than letter case");
          }
        });
    return plans;
  }

  private static Plan plan(
      String name, Section plan, Map<String, Tier> tiers, SortedMap<String, Hours> hours) {
    Plan read =
        new Plan(
            name,
            plan.required("tier", Forms.oneOf(tiers), TierSections.SUBSTITUTE),
            plan.list("chat", Forms.oneOf(hours)),
            plan.optional("tickets", TICKETS, TicketRouting.NONE),
            plan.optional("expeditedByEmail", WHEN, When.NEVER),
            plan.optional("downtime", WHEN, When.NEVER),
            plan.sections("onCall").stream().map(onCall -> onCall(onCall, hours)).toList(),
            plan.section("phone").map(CatalogueFile::phone).orElse(null),
            plan.optional("emergencyLine", WHEN, When.NEVER),
            plan.optional("onboarding", WHEN, When.NEVER));
    plan.refuseUnknown();
    return read;
  }

  private static OnCall onCall(Section onCall, SortedMap<String, Hours> hours) {
    List<String> issues = onCall.list("issues", NAME);
    if (issues.isEmpty()) {
      onCall.fault("issues", "none", "the issues for which one may page");
    }
    OnCall read =
        new OnCall(
            new TreeSet<>(issues),
            onCall.required("hours", Forms.oneOf(hours), HoursSection.SUBSTITUTE),
            onCall.required("escalation", Forms.time(), Duration.ZERO));
    onCall.refuseUnknown();
    return read;
  }

  private static Phone phone(Section phone) {
    Phone read =
        new Phone(
            phone.required("callsPerMonth", CALLS, 1),
            phone.required("length", Forms.time(), Duration.ZERO),
            phone.required("bookedAhead", YES_OR_NO, true));
    phone.refuseUnknown();
    return read;
  }

  /// Reads each section whose key is a name that the author made.
  private void named(String key, BiConsumer<String, Section> reader) {
    root.section(key)
        .ifPresent(section -> {
          for (String name : List.copyOf(section.keys())) {
            section.key(name, NAME);
            section.section(name).ifPresent(inner -> reader.accept(name, inner));
          }
        });
  }
}
