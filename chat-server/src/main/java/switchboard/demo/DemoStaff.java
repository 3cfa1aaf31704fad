package switchboard.demo;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import switchboard.identity.Accounts;
import switchboard.identity.CannedReplies;
import switchboard.identity.CannedReply;
import switchboard.identity.Passwords;
import switchboard.identity.Profile;
import switchboard.identity.Role;

/// The demo's support team and its canned replies.
public final class DemoStaff {
  /// Of every demo account. Public, so the demo must never serve real customers.
  public static final String PASSWORD = "switchboard-demo";

  private static final List<Profile> TEAM =
      List.of(
          new Profile("ana", "Ana Duarte", Role.AGENT, 3, List.of("dns", "php")),
          new Profile("ben", "Ben Achterberg", Role.AGENT, 3, List.of("billing")),
          new Profile("chi", "Chi Nwosu", Role.AGENT, 4, List.of("dns")),
          new Profile("sam", "Sam Rivera", Role.SUPERVISOR, 2, List.of()),
          new Profile("ada", "Ada Berg", Role.ADMIN, 1, List.of()));

  private static final List<CannedReply> REPLIES =
      List.of(
          new CannedReply(
              0, "hello", "Greeting", "Hi {customer.name}, this is {agent.name}. I'm looking at it now."),
          new CannedReply(
              0,
              "cache",
              "Clear the cache",
              "Could you clear the cache of {customer.site} (dashboard > Live > Clear caches) and reload the page?"),
          new CannedReply(
              0,
              "logs",
              "Ask for logs",
              "Could you send me the lines of the error log around the time when it happened? You find it under **Logs** in the dashboard."),
          new CannedReply(
              0,
              "dns",
              "DNS takes time",
              "DNS changes can take up to an hour to reach everybody. `dig +short {customer.site}` shows what your resolver sees now."),
          new CannedReply(
              0,
              "bye",
              "Closing",
              "Glad that it works again! If anything else comes up, we are here day and night."));

  private DemoStaff() {}

  /// Adds what is not there yet.
  public static void seed(Accounts accounts, CannedReplies replies) throws Passwords.Busy {
    add(accounts, TEAM);
    if (replies.list().isEmpty()) {
      REPLIES.forEach(replies::save);
    }
  }

  /// Adds the accounts that are not there yet, each with the demo's password.
  public static void add(Accounts accounts, List<Profile> profiles) throws Passwords.Busy {
    List<Profile> missing =
        profiles.stream().filter(profile -> accounts.byLogin(profile.login()).isEmpty()).toList();
    if (missing.isEmpty()) {
      return;
    }
    try (Passwords passwords = new Passwords(new SecureRandom())) {
      String hash = passwords.hash(PASSWORD);
      missing.forEach(profile -> accounts.add(profile, hash));
    }
  }

  /// "ana, ben, chi (agents), sam (supervisor), ada (admin)"
  public static String logins() {
    return List.of(Role.AGENT, Role.SUPERVISOR, Role.ADMIN).stream()
        .map(role -> logins(role))
        .collect(Collectors.joining(", "));
  }

  private static String logins(Role role) {
    List<String> logins =
        TEAM.stream()
            .filter(profile -> profile.role() == role)
            .map(Profile::login)
            .toList();
    return String.join(", ", logins)
        + " ("
        + role.name().toLowerCase(Locale.ROOT)
        + (logins.size() == 1 ? ")" : "s)");
  }
}
