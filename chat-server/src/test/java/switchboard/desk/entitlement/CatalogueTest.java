package switchboard.desk.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.config.CatalogueFile;

/// The shipped catalogue grants what the feature table promises.
class CatalogueTest {
  private static final String PES = "Priority Enterprise Support";
  private static final Instant ANY_TIME = Instant.parse("2026-12-25T03:00:00Z");
  private final Catalogue catalogue = CatalogueFile.shipped();

  @ParameterizedTest
  @ValueSource(strings = {"Sandbox", "Basic", "Business", "Elite", "Nobody Knows"})
  void everybodyChatsAroundTheClock(String plan) {
    assertThat(ofSite(plan).chatIsOpen(ANY_TIME)).isTrue();
    assertThat(catalogue.entitlementOf(null, null).chatIsOpen(ANY_TIME)).isTrue();
  }

  @Test
  void tiersAreInOrderOfPlan() {
    assertThat(catalogue.tiers())
        .extracting(Tier::name)
        .containsExactly("Sandbox", "Basic", "Business", "Elite", PES);
    assertThat(catalogue.tiers())
        .extracting(tier -> tier.headStart().toMinutes())
        .containsExactly(0L, 0L, 10L, 15L, 15L);
    assertThat(catalogue.largestHeadStart()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void basicHasTicketsAndDowntimeOnly() {
    Entitlement basic = ofSite("Basic");
    assertThat(basic.tier().name()).isEqualTo("Basic");
    assertThat(basic.tickets()).isEqualTo(TicketRouting.STANDARD);
    assertThat(basic.tier().firstResponse()).isEmpty();
    assertThat(basic.downtime()).isTrue();
    assertThat(basic.rights()).containsExactly("Tickets", "Downtime tickets");
  }

  @Test
  void businessHasTwoBookedCallsAMonth() {
    Entitlement business = ofSite("Business");
    assertThat(business.phone()).isEqualTo(new Phone(2, Duration.ofMinutes(30), true));
    assertThat(business.onCall()).isEmpty();
    assertThat(business.emergencyLine()).isFalse();
    assertThat(business.rights())
        .containsExactly(
            "Tickets", "Downtime tickets", "2 phone calls of 30 min a month, booked ahead");
  }

  @Test
  void eliteHasOnCallAndUnlimitedBookedCalls() {
    Entitlement elite = ofSite("Elite");
    assertThat(elite.tickets()).isEqualTo(TicketRouting.AHEAD);
    assertThat(elite.expeditedByEmail()).isTrue();
    assertThat(elite.phone()).isEqualTo(new Phone(Phone.UNLIMITED, Duration.ofMinutes(30), true));
    assertThat(elite.escalation("urgent deadline", ANY_TIME)).contains(Duration.ofMinutes(60));
    assertThat(elite.escalation("a question", ANY_TIME)).isEmpty();
    assertThat(elite.onboarding()).isFalse();
    assertThat(elite.rights())
        .containsExactly(
            "Tickets routed ahead",
            "Expedited tickets by e-mail",
            "Downtime tickets",
            "On-call within 60 min: development-team blocker, downtime, urgent deadline",
            "Phone calls of 30 min, booked ahead",
            "Emergency phone line");
  }

  @Test
  void emergencyLineOpensOnceTheSiteHasLaunched() {
    Site preparing = new Site("Elite", true, false);
    assertThat(catalogue.entitlementOf(preparing, PES).emergencyLine()).isFalse();
    assertThat(catalogue.entitlementOf(new Site("Elite", true, true), null).emergencyLine())
        .isTrue();
    assertThat(catalogue.entitlementOf(new Site("Basic", true, true), PES).emergencyLine())
        .isTrue();
    assertThat(catalogue.entitlementOf(null, PES).emergencyLine()).isFalse();
  }

  @Test
  void packageCoversEverySiteOfTheOrganizationAndRequestsWithoutOne() {
    Target promise = Target.supportHours(Duration.ofHours(2));
    for (Site site : new Site[] {null, new Site("Basic", true, true)}) {
      Entitlement entitlement = catalogue.entitlementOf(site, PES);
      assertThat(entitlement.tier().name()).isEqualTo(PES);
      assertThat(entitlement.tier().firstResponse().values()).containsOnly(promise);
      assertThat(entitlement.onboarding()).isTrue();
      assertThat(entitlement.phone())
          .isEqualTo(new Phone(Phone.UNLIMITED, Duration.ofMinutes(30), false));
      assertThat(entitlement.rights())
          .startsWith("Tickets routed ahead, first response in 2 h of support hours")
          .contains("Phone calls of 30 min", "Onboarding and training sessions");
    }
  }

  @Test
  void withoutSiteOnlyTheOrganizationCounts() {
    assertThat(catalogue.entitlementOf(null, null)).isEqualTo(ofSite("Sandbox"));
  }

  @Test
  void unpaidSiteGetsChatAtTheLowestTierAndNothingElse() {
    Entitlement unpaid = catalogue.entitlementOf(new Site("Elite", false, true), null);
    assertThat(unpaid).isEqualTo(ofSite("Sandbox"));
    assertThat(unpaid.tier()).isEqualTo(catalogue.tiers().getFirst());
    assertThat(unpaid.rights()).isEmpty();
  }

  @Test
  void property14_unknownPlanCountsAsBasicAndUnknownPackageAsNone() {
    assertThat(ofSite("Platinum Plus")).isEqualTo(ofSite("Basic"));
    assertThat(catalogue.entitlementOf(new Site("Elite", true, true), "Gold Club"))
        .isEqualTo(ofSite("Elite"));
  }

  @Test
  void namesAreFoundInAnyLetterCase() {
    assertThat(ofSite("ELITE")).isEqualTo(ofSite("Elite"));
    assertThat(catalogue.entitlementOf(null, "priority enterprise support").tier().name())
        .isEqualTo(PES);
  }

  @Test
  void tierThatIsWorseThanALowerOneIsRefused() {
    Tier low = new Tier("Low", 1, Duration.ofMinutes(10), Duration.ofMinutes(5));
    Tier high = new Tier("High", 2, Duration.ofMinutes(9), Duration.ofMinutes(5));
    assertThatThrownBy(() ->
            new Catalogue(
                List.of(low, high),
                false,
                catalogue.supportHours(),
                List.of(),
                catalogue.plans(),
                catalogue.packages(),
                catalogue.base(),
                catalogue.unknownPlan(),
                null,
                catalogue.placement(),
                catalogue.alerts()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("High");
  }

  private Entitlement ofSite(String plan) {
    return catalogue.entitlementOf(new Site(plan, true, true), null);
  }
}
