package switchboard.desk.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.config.CatalogueFile;
import switchboard.config.Loaded;
import switchboard.desk.calendar.Hours;

/// 'Best of' is a join: whatever is combined, in any order and however often, nobody ever loses a
/// right by it.
class BestOfTest {
  private static final List<Instant> MOMENTS =
      List.of(
          Instant.parse("2026-12-25T12:00:00Z"), // a holiday
          Instant.parse("2026-12-26T12:00:00Z"), // Saturday
          Instant.parse("2026-12-29T03:00:00Z"), // Tuesday, at night
          Instant.parse("2026-12-29T18:00:00Z"));

  static List<Catalogue> catalogues() throws IOException {
    Path other = Path.of("src/test/resources/catalogue/nordwind.yaml");
    return List.of(
        CatalogueFile.shipped(), ((Loaded.Good<Catalogue>) CatalogueFile.read(other)).value());
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void noPackageLowersAnyRightOfAnySite(Catalogue catalogue) {
    for (Site site : sites(catalogue)) {
      Entitlement alone = catalogue.entitlementOf(site, null);
      for (String bought : packages(catalogue)) {
        requireNoLess(catalogue.entitlementOf(site, bought), alone);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void noSiteLowersAnyRightOfTheOrganization(Catalogue catalogue) {
    for (String bought : packages(catalogue)) {
      Entitlement organization = catalogue.entitlementOf(null, bought);
      for (Site site : sites(catalogue)) {
        requireNoLess(catalogue.entitlementOf(site, bought), organization);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void launchingAndPayingLowerNoRight(Catalogue catalogue) {
    for (Site site : sites(catalogue)) {
      for (String bought : packages(catalogue)) {
        Entitlement now = catalogue.entitlementOf(site, bought);
        requireNoLess(
            catalogue.entitlementOf(new Site(site.plan(), site.paying(), true), bought), now);
        requireNoLess(
            catalogue.entitlementOf(new Site(site.plan(), true, site.launched()), bought), now);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bestIsCommutativeAssociativeIdempotentAndNeverLess(int seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Entitlement a = entitlement(random);
    Entitlement b = entitlement(random);
    Entitlement c = entitlement(random);
    assertThat(a.best(b)).isEqualTo(b.best(a));
    assertThat(a.best(b).best(c)).isEqualTo(a.best(b.best(c)));
    assertThat(a.best(a)).isEqualTo(a);
    assertThat(a.best(b).best(b)).isEqualTo(a.best(b));
    requireNoLess(a.best(b), a);
    requireNoLess(a.best(b), b);
  }

  /// Compares right by right, in terms of what somebody can do with it.
  private static void requireNoLess(Entitlement more, Entitlement less) {
    assertThat(more.tier().rank()).isGreaterThanOrEqualTo(less.tier().rank());
    assertThat(more.tier().headStart()).isGreaterThanOrEqualTo(less.tier().headStart());
    assertThat(more.tier().chatTarget()).isLessThanOrEqualTo(less.tier().chatTarget());
    less.tier()
        .firstResponse()
        .forEach((priority, target) -> {
          assertThat(more.tier().firstResponse()).containsKey(priority);
          assertThat(more.tier().firstResponse().get(priority).keeps(target)).isTrue();
        });
    assertThat(more.tickets()).isGreaterThanOrEqualTo(less.tickets());
    assertThat(more.expeditedByEmail() || !less.expeditedByEmail()).isTrue();
    assertThat(more.downtime() || !less.downtime()).isTrue();
    assertThat(more.emergencyLine() || !less.emergencyLine()).isTrue();
    assertThat(more.onboarding() || !less.onboarding()).isTrue();
    if (less.phone() != null) {
      assertThat(more.phone()).isNotNull();
      assertThat(more.phone().callsPerMonth()).isGreaterThanOrEqualTo(less.phone().callsPerMonth());
      assertThat(more.phone().length()).isGreaterThanOrEqualTo(less.phone().length());
      assertThat(less.phone().bookedAhead() || !more.phone().bookedAhead()).isTrue();
    }
    for (Instant moment : MOMENTS) {
      assertThat(more.chatIsOpen(moment) || !less.chatIsOpen(moment)).isTrue();
      for (OnCall grant : less.onCall()) {
        for (String issue : grant.issues()) {
          less.escalation(issue, moment)
              .ifPresent(within ->
                  assertThat(more.escalation(issue, moment))
                      .hasValueSatisfying(
                          better -> assertThat(better).isLessThanOrEqualTo(within)));
        }
      }
    }
  }

  private static List<Site> sites(Catalogue catalogue) {
    List<String> plans = new ArrayList<>(catalogue.plans().keySet());
    plans.add("unheard of");
    List<Site> sites = new ArrayList<>();
    for (String plan : plans) {
      for (int facts = 0; facts < 4; facts++) {
        sites.add(new Site(plan, (facts & 1) != 0, (facts & 2) != 0));
      }
    }
    return sites;
  }

  private static List<String> packages(Catalogue catalogue) {
    List<String> packages = new ArrayList<>(catalogue.packages().keySet());
    packages.add("unheard of");
    return packages;
  }

  private static Entitlement entitlement(RandomGenerator random) {
    int rank = random.nextInt(4);
    return new Entitlement(
        new Tier(
            "T" + rank, rank, Duration.ofMinutes(5L * rank), Duration.ofMinutes(10L - 2 * rank)),
        some(random, List.of(hours("a"), hours("b"), hours("c"))),
        TicketRouting.values()[random.nextInt(3)],
        random.nextBoolean(),
        random.nextBoolean(),
        some(random, List.of(onCall(15, "x"), onCall(15, "y"), onCall(60, "x"), onCall(60, "z"))),
        random.nextInt(3) == 0
            ? null
            : new Phone(
                random.nextInt(4) == 0 ? Phone.UNLIMITED : 1 + random.nextInt(5),
                Duration.ofMinutes(15L + random.nextInt(4)),
                random.nextBoolean()),
        random.nextBoolean(),
        random.nextBoolean());
  }

  private static <T> List<T> some(RandomGenerator random, List<T> all) {
    return all.stream().filter(any -> random.nextBoolean()).toList();
  }

  private static Hours hours(String name) {
    return Hours.always(name, ZoneOffset.UTC);
  }

  private static OnCall onCall(int minutes, String issue) {
    return new OnCall(new TreeSet<>(List.of(issue)), hours("always"), Duration.ofMinutes(minutes));
  }
}
