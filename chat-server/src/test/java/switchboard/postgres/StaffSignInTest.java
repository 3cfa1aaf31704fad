package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import switchboard.identity.Account;
import switchboard.identity.Passwords;
import switchboard.identity.Profile;
import switchboard.identity.Role;
import switchboard.identity.StaffLogin;
import switchboard.identity.StaffLogin.Outcome;
import switchboard.identity.StaffSession;
import switchboard.identity.StaffSessionStore;
import switchboard.identity.StaffSessions;

/// Signing in and being signed out, on a real database that other processes change too.
class StaffSignInTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final StaffSessions.Life LIFE =
      new StaffSessions.Life(Duration.ofHours(12), Duration.ofDays(7));
  private static final String PASSWORD = "correct horse";
  private static final Profile DANA = new Profile("dana", "Dana", Role.AGENT, 3, List.of());
  private static final Profile OMAR = new Profile("omar", "Omar", Role.SUPERVISOR, 1, List.of());

  private static final Passwords PASSWORDS = new Passwords(new SecureRandom());

  /// Of the password; made once, as that takes a while.
  private static String hash;

  private PGSimpleDataSource source;
  private PostgresAccounts accounts;

  /// What another process, such as the command line, would use.
  private PostgresAccounts elsewhere;

  private StaffSessions sessions;
  private StaffLogin login;
  private Account dana;
  private volatile Instant now = START;

  @BeforeAll
  static void hashOnce() throws Exception {
    hash = PASSWORDS.hash(PASSWORD);
  }

  @AfterAll
  static void endHashing() {
    PASSWORDS.close();
  }

  @BeforeEach
  void open() throws Exception {
    source = Tables.source(DATABASE);
    Tables.execute(source, "truncate account, staff_session restart identity");
    accounts = new PostgresAccounts(source, 1);
    elsewhere = new PostgresAccounts(Tables.source(DATABASE), 1);
    sessions =
        new StaffSessions(
            new PostgresStaffSessions(source, 1), accounts, LIFE, new SecureRandom(), () -> now);
    login = new StaffLogin(accounts, PASSWORDS, sessions);
    dana = accounts.add(DANA, hash).orElseThrow();
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  @Test
  void rightPasswordBeginsASession() {
    StaffSessions.Begun begun = signIn();
    assertThat(begun.secret()).matches("[A-Za-z0-9_-]{43}");
    assertThat(begun.session().account()).isEqualTo(dana);
    assertThat(sessions.find(begun.secret()))
        .hasValueSatisfying(found -> assertThat(found.account()).isEqualTo(dana));
    assertThat(begun.toString()).doesNotContain(begun.secret());
  }

  @Test
  void secretIsStoredNowhere() throws Exception {
    String secret = signIn().secret();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select row_to_json(s)::text || row_to_json(a)::text"
                    + " from staff_session s join account a on a.id = s.account")) {
      assertThat(rows.next()).isTrue();
      String bytes = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.US_ASCII));
      String raw = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(secret));
      assertThat(rows.getString(1))
          .doesNotContain(secret, bytes, raw, PASSWORD)
          .contains("argon2id");
    }
  }

  @Test
  void unknownLoginWrongPasswordAndDisabledAccountAreAnsweredAlike() {
    accounts.add(OMAR, hash);
    accounts.disable("2");
    assertThat(login.signIn("nobody", PASSWORD, "10.0.0.1", now))
        .isEqualTo(login.signIn("dana", "wrong horse!", "10.0.0.2", now))
        .isEqualTo(login.signIn("omar", PASSWORD, "10.0.0.3", now))
        .isEqualTo(new Outcome.Refused("Login and password do not go together."));
  }

  @Test
  void unknownLoginTakesAsLongAsAWrongPassword() {
    List<Long> unknown = new ArrayList<>();
    List<Long> wrong = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      unknown.add(nanos("nobody-" + i, "10.0.1." + i));
      accounts.add(new Profile("agent-" + i, "A", Role.AGENT, 1, List.of()), hash);
      wrong.add(nanos("agent-" + i, "10.0.2." + i));
    }
    double ratio = (double) median(unknown) / median(wrong);
    assertThat(ratio).isBetween(0.2, 5.0);
  }

  private long nanos(String name, String address) {
    long begin = System.nanoTime();
    login.signIn(name, "wrong horse!", address, now);
    return System.nanoTime() - begin;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  @Test
  void guessingIsSlowedEvenForTheRightPassword() {
    for (int i = 0; i < 5; i++) {
      login.signIn("dana", "wrong horse " + i, "10.0.0." + i, now);
    }
    assertThat(login.signIn("dana", PASSWORD, "10.0.0.9", now))
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    now = now.plusSeconds(1);
    assertThat(login.signIn("dana", PASSWORD, "10.0.0.9", now))
        .isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void outdatedHashIsReplacedAtTheNextSignIn() {
    // Of "correct horse", with m=64,t=1,p=1, by the reference implementation.
    String weak =
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$bIKRw3Ua1pluirFy81fnppmR01EnUxY3hLEBwbWxBG8";
    accounts.rehash(dana.id(), hash, weak);
    StaffSessions.Begun begun = signIn();
    assertThat(accounts.byId(dana.id()).orElseThrow().passwordHash())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(sessions.find(begun.secret())).isPresent();
    signIn();
  }

  /// When it was last used and when it is looked for, in hours.
  @ParameterizedTest
  @CsvSource({
    "11, 22, true",
    "11, 24, false", // idle for 13
    "0,  12, false",
  })
  void sessionEndsWhenItIsNotUsed(int usedHours, int soughtHours, boolean found) {
    String secret = signIn().secret();
    now = START.plus(Duration.ofHours(usedHours));
    sessions.find(secret);
    now = START.plus(Duration.ofHours(soughtHours));
    assertThat(sessions.find(secret).isPresent()).isEqualTo(found);
  }

  @Test
  void sessionEndsAfterAWeekHoweverUsed() {
    String secret = signIn().secret();
    for (int hours = 6; hours < 7 * 24; hours += 6) {
      now = START.plus(Duration.ofHours(hours));
      assertThat(sessions.find(secret)).isPresent();
    }
    now = START.plus(Duration.ofDays(7));
    assertThat(sessions.find(secret)).isEmpty();
  }

  @Test
  void rubbishIsNoSession() {
    signIn();
    for (String rubbish : List.of("", "x", "A".repeat(43), "A".repeat(10_000), "é".repeat(43))) {
      assertThat(sessions.find(rubbish)).isEmpty();
    }
  }

  @Test
  void signingOutEndsThatSessionAlone() {
    StaffSessions.Begun here = signIn();
    StaffSessions.Begun there = signIn();
    AtomicInteger ended = new AtomicInteger();
    sessions.watch(here.session(), ended::incrementAndGet);
    sessions.watch(there.session(), () -> ended.addAndGet(100));
    sessions.end(here.secret());
    assertThat(ended).hasValue(1);
    assertThat(sessions.find(here.secret())).isEmpty();
    assertThat(sessions.find(there.secret())).isPresent();
  }

  @Test
  void whatAnotherProcessRevokesIsHeardWithinFiveSeconds() {
    StaffSessions.Begun begun = signIn();
    AtomicInteger ended = new AtomicInteger();
    List<String> disabled = new CopyOnWriteArrayList<>();
    sessions.watch(begun.session(), ended::incrementAndGet);
    sessions.onDisabled(disabled::add);
    sessions.start();
    assertThat(elsewhere.disable(dana.id())).isTrue();
    assertThat(sessions.find(begun.secret())).isEmpty(); // at once
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> ended.get() == 1);
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> disabled.equals(List.of("1")));
    elsewhere.enable(dana.id());
    assertThat(sessions.find(begun.secret())).isEmpty();
  }

  @Test
  void everyWayToEndASessionIsHeard() {
    List<String> ended = new CopyOnWriteArrayList<>();
    StaffSessions.Begun first = signIn();
    accounts.setPassword(dana.id(), hash);
    StaffSessions.Begun second = signIn();
    accounts.save(dana.id(), new Profile("dana", "Dana", Role.SUPERVISOR, 3, List.of()));
    StaffSessions.Begun third = signIn();
    StaffSessions.Begun lasting = signIn();
    new PostgresStaffSessions(Tables.source(DATABASE), 1).remove(third.session().hash());
    sessions.watch(first.session(), () -> ended.add("password"));
    sessions.watch(second.session(), () -> ended.add("role"));
    sessions.watch(third.session(), () -> ended.add("removed"));
    sessions.watch(lasting.session(), () -> ended.add("lasting"));
    sessions.start();
    Awaitility.await().until(() -> ended.size() == 3);
    assertThat(ended).containsExactlyInAnyOrder("password", "role", "removed");
    now = START.plus(Duration.ofDays(8));
    sessions.lookNow();
    Awaitility.await().until(() -> ended.contains("lasting"));
  }

  @Test
  void watchThatIsClosedHearsNothing() {
    StaffSessions.Begun begun = signIn();
    AtomicInteger ended = new AtomicInteger();
    sessions.watch(begun.session(), () -> ended.addAndGet(100)).close();
    sessions.watch(begun.session(), ended::incrementAndGet);
    accounts.disable(dana.id());
    sessions.start();
    Awaitility.await().until(() -> ended.get() > 0);
    assertThat(ended).hasValue(1);
  }

  @Test
  void sessionThatIsWatchedCountsAsUsed() {
    StaffSessions.Begun begun = signIn();
    sessions.watch(begun.session(), () -> {});
    now = START.plus(Duration.ofHours(11));
    sessions.start();
    PostgresStaffSessions store = new PostgresStaffSessions(source, 1);
    Awaitility.await()
        .until(() -> store.find(begun.session().hash(), now).orElseThrow().usedAt().equals(now));
    now = START.plus(Duration.ofHours(22));
    assertThat(sessions.find(begun.secret())).isPresent();
  }

  @Test
  void listenerThatFailsStopsNoOther() {
    StaffSessions.Begun begun = signIn();
    AtomicInteger heard = new AtomicInteger();
    Runnable failing =
        () -> {
          heard.incrementAndGet();
          throw new IllegalStateException("a planted fault");
        };
    sessions.watch(begun.session(), failing);
    sessions.watch(begun.session(), failing);
    sessions.onDisabled(_ -> {
      throw new IllegalStateException("a planted fault");
    });
    sessions.onDisabled(_ -> heard.addAndGet(10));
    accounts.disable(dana.id());
    sessions.start();
    Awaitility.await().until(() -> heard.get() == 12);
  }

  @Test
  void accountHasABoundedNumberOfSessions() {
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i <= StaffSessionStore.COUNT_PER_ACCOUNT_MAX; i++) {
      now = START.plusSeconds(i);
      secrets.add(sessions.begin(dana).secret());
    }
    assertThat(sessions.find(secrets.getFirst())).isEmpty();
    assertThat(secrets.subList(1, secrets.size()))
        .allSatisfy(secret -> assertThat(sessions.find(secret)).isPresent());
  }

  @Test
  void whatHasEndedIsSweptAway() throws Exception {
    PostgresStaffSessions store = new PostgresStaffSessions(source, 1);
    StaffSession lasting = signIn().session();
    Account omar = accounts.add(OMAR, hash).orElseThrow();
    sessions.begin(omar);
    accounts.disable(omar.id());
    now = START.minus(Duration.ofHours(13));
    sessions.begin(dana);
    now = START.minus(Duration.ofDays(8));
    sessions.begin(dana);
    store.sweep(START, START.minus(LIFE.idle()));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from staff_session")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(1);
    }
    assertThat(store.living(Set.of(lasting.hash()), START)).containsExactly(lasting.hash());
  }

  private StaffSessions.Begun signIn() {
    Outcome outcome = login.signIn(" Dana", PASSWORD, "10.0.0.1", now);
    assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    return ((Outcome.SignedIn) outcome).session();
  }
}
