package switchboard.demo.traffic;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.DemoCustomers.DemoOrganization;
import switchboard.demo.DemoCustomers.DemoSite;

/// The hosting company's simulated customers: always the same ones, members of organizations on every plan, each with one site. None of them is one of
/// `DemoCustomers`.
final class Clientele {
  static final int COUNT = 960;

  private static final int ORGANIZATIONS = 360;

  private static final List<String> GIVEN_NAMES =
      List.of(
          "Aiko", "Amara", "Anouk", "Bastian", "Bianca", "Carlos", "Dalia", "Dmitri", "Elif",
          "Emeka", "Farah", "Gael", "Hanna", "Hugo", "Imani", "Iris", "Jonas", "Kavya", "Leila",
          "Luca", "Maeve", "Mateo", "Nadia", "Nils", "Olga", "Pablo", "Priya", "Rafael", "Sofia",
          "Tomas", "Yara", "Zoe");
  private static final List<String> FAMILY_NAMES =
      List.of(
          "Abara", "Bergström", "Castillo", "Dubois", "Eriksen", "Farouk", "Gallo", "Haddad",
          "Ivanova", "Jansen", "Kowalski", "Laurent", "Mensah", "Nakamura", "Oliveira", "Papadakis",
          "Quispe", "Rossi", "Sato", "Tanaka", "Ueda", "Varga", "Weber", "Xu", "Yilmaz", "Zimmer",
          "Okonkwo", "Reyes", "Silva", "Novak", "Moreau");
  private static final List<String> FIRST_WORDS =
      List.of(
          "Amber", "Birch", "Cedar", "Copper", "Delta", "Ember", "Fjord", "Granite", "Indigo",
          "Juniper", "Lantern", "Maple", "North", "Orchid", "Pebble", "Quarry", "River", "Saffron",
          "Tidal", "Willow");
  private static final List<String> SECOND_WORDS =
      List.of(
          "Books", "Clinic", "Coffee", "Cycles", "Films", "Foods", "Gardens", "Hotels", "Labs",
          "Media", "Museum", "Outdoor", "Press", "Records", "School", "Studios", "Tours", "Trust");
  private static final List<String> ENVIRONMENTS = List.of("Dev", "Test", "Live");

  private Clientele() {}

  /// @param number from 0 to `COUNT`, exclusive
  static DemoCustomer customer(int number) {
    String given = GIVEN_NAMES.get(number % GIVEN_NAMES.size());
    String name = given + " " + FAMILY_NAMES.get(number % FAMILY_NAMES.size());
    int organization = number % ORGANIZATIONS;
    int row = organization / FIRST_WORDS.size();
    String first = FIRST_WORDS.get(organization % FIRST_WORDS.size());
    String second = SECOND_WORDS.get((row + organization) % SECOND_WORDS.size());
    String domain = (first + "-" + second).toLowerCase(Locale.ROOT) + ".example";
    Plan plan = Plan.of(new SplittableRandom(organization).nextInt(100));
    boolean paying = !plan.name.equals("Sandbox");
    return new DemoCustomer(
        "visitor-" + number,
        name,
        given.toLowerCase(Locale.ROOT) + "@" + domain,
        new DemoOrganization("organization-" + organization, first + " " + second, plan.bought),
        List.of(
            new DemoSite(
                "site-" + organization, domain, plan.name, paying, paying, ENVIRONMENTS)));
  }

  private record Plan(String name, @Nullable String bought) {
    static Plan of(int percent) {
      if (percent < 8) {
        return new Plan("Elite", "Priority Enterprise Support");
      }
      if (percent < 25) {
        return new Plan("Elite", null);
      }
      if (percent < 55) {
        return new Plan("Business", null);
      }
      return new Plan(percent < 90 ? "Basic" : "Sandbox", null);
    }
  }
}
