package switchboard.demo.traffic;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import switchboard.identity.Profile;
import switchboard.identity.Role;

/// The simulated agents' accounts. None of them is one that a person at the demo signs in with.
public final class TrafficStaff {
  private static final int CAPACITY = 4;

  /// What agent time a chat takes, from assignment to the end of wrap-up, breaks included.
  private static final double SLOT_S_PER_CHAT = 54;

  private static final int COUNT_MIN = 2;
  private static final int COUNT_MAX = 160;

  private static final List<String> GIVEN_NAMES =
      List.of(
          "Dana", "Eli", "Freya", "Goran", "Hana", "Idris", "Joni", "Kofi", "Lena", "Milo", "Noor",
          "Otis", "Pia", "Remy", "Suri", "Tariq");
  private static final List<String> FAMILY_NAMES =
      List.of(
          "Abbas", "Brandt", "Costa", "Demir", "Ekholm", "Fischer", "Greco", "Holm", "Ito",
          "Jensen");
  private static final List<List<String>> SKILLS =
      List.of(List.of("dns", "php"), List.of("billing"), List.of("dns"), List.of());

  private TrafficStaff() {}

  /// As many as so many customers a minute keep busy, and now and then a little too busy.
  public static List<Profile> team(int customersPerMinute) {
    double needed = customersPerMinute * SLOT_S_PER_CHAT / 60 / CAPACITY;
    return IntStream.range(0, (int) Math.clamp(Math.round(needed), COUNT_MIN, COUNT_MAX))
        .mapToObj(TrafficStaff::profile)
        .toList();
  }

  private static Profile profile(int number) {
    String given = GIVEN_NAMES.get(number % GIVEN_NAMES.size());
    int round = number / GIVEN_NAMES.size();
    String family = FAMILY_NAMES.get((number + round) % FAMILY_NAMES.size());
    return new Profile(
        (given + "." + family).toLowerCase(Locale.ROOT),
        given + " " + family,
        Role.AGENT,
        CAPACITY,
        SKILLS.get(number % SKILLS.size()));
  }
}
