package switchboard.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import switchboard.bench.DemoPeople;
import switchboard.identity.Account;
import switchboard.identity.Profile;
import switchboard.identity.Role;
import switchboard.identity.StaffCookie;
import switchboard.identity.StaffSessions;
import switchboard.postgres.Database;
import switchboard.postgres.PostgresAccounts;
import switchboard.postgres.PostgresStaffSessions;

/// Makes those who load a server. Nobody is made twice.
final class People {
  private static final int ONLY_DESK = 1;
  private static final Duration SIGN_IN_LIFE = Duration.ofHours(12);

  private final DemoPeople people;
  private final Database database;
  private final int desk;
  private int customerCount;
  private int agentCount;

  /// @param server `http://host:port`
  /// @param database the server's
  People(HttpClient http, URI server, Database database) {
    this(new DemoPeople(http, server), database, ONLY_DESK);
  }

  /// @param desk its number in the database
  People(DemoPeople people, Database database, int desk) {
    this.people = people;
    this.database = database;
    this.desk = desk;
  }

  /// Session tokens of new customers, "customer-0" first.
  List<String> customers(int count) throws IOException, InterruptedException {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(people.customer("customer-" + customerCount++, "Basic"));
    }
    return tokens;
  }

  /// Cookies of new agents. Their sign-ins are put into the database: hundreds of password hashes would take longer than the measurement.
  List<String> agents(int count, int capacity) {
    PGSimpleDataSource connections = new PGSimpleDataSource();
    connections.setUrl(database.url());
    connections.setUser(database.user());
    connections.setPassword(database.password());
    PostgresAccounts accounts = new PostgresAccounts(connections, desk);
    List<String> cookies = new ArrayList<>();
    try (StaffSessions sessions =
        new StaffSessions(
            new PostgresStaffSessions(connections, desk),
            accounts,
            new StaffSessions.Life(SIGN_IN_LIFE, SIGN_IN_LIFE),
            new SecureRandom(),
            InstantSource.system())) {
      for (int i = 0; i < count; i++) {
        String login = "agent-" + agentCount++;
        Profile profile = new Profile(login, login, Role.AGENT, capacity, List.of());
        Account account = accounts.add(profile, "no password").orElseThrow();
        cookies.add(new StaffCookie(false).name() + "=" + sessions.begin(account).secret());
      }
    }
    return cookies;
  }
}
