package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.runtime.Journal;
import switchboard.runtime.Lease;
import switchboard.runtime.Standing;

/// Nodes contend for a desk here by hand, in the order that a test says. Times are moved in the table, not waited for.
class PostgresLeaseTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private Storage storage;
  private final List<Lease> leases = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    storage = Storage.open(database.database(), 2, Duration.ZERO);
    storage.desk("main");
  }

  @AfterEach
  void close() {
    leases.forEach(Lease::close);
    storage.close();
  }

  @Test
  void theFirstWhoContendsLeadsUntilItReleases() throws Exception {
    Lease ana = node("ana");
    Lease ben = node("ben");
    Lease.Held first = ana.contend(true);
    assertThat(first.leader()).isEqualTo("ana");
    assertThat(ben.contend(true)).isEqualTo(new Lease.Held("ana", first.term(), Set.of("ana", "ben")));
    assertThat(ana.contend(true).term()).isEqualTo(first.term());
    ana.release(null);
    Lease.Held second = ben.contend(true);
    assertThat(second.leader()).isEqualTo("ben");
    assertThat(second.term()).isEqualTo(first.term() + 1);
    assertThat(ana.contend(true).leader()).isEqualTo("ben");
  }

  @Test
  void whoDoesNotRenewForThreeSecondsMayBeReplacedThoughItsConnectionIsOpen() throws Exception {
    Lease ana = node("ana");
    Lease ben = node("ben");
    ana.contend(true);
    renewedAgo("2900 milliseconds");
    assertThat(ben.contend(true).leader()).isEqualTo("ana");
    renewedAgo("3001 milliseconds");
    assertThat(ben.contend(true).leader()).isEqualTo("ben");
    assertThat(ana.contend(true).leader()).isEqualTo("ben");
  }

  @Test
  void whoseConnectionIsGoneMayBeReplacedSooner() throws Exception {
    Lease ana = node("ana");
    Lease ben = node("ben");
    ana.contend(true);
    endConnections();
    ben.contend(true);
    renewedAgo("1200 milliseconds");
    assertThat(ben.contend(true).leader()).isEqualTo("ana");
    renewedAgo("1501 milliseconds");
    assertThat(ben.contend(true).leader()).isEqualTo("ben");
  }

  @Test
  void whoComesBackOverAnotherConnectionInTimeGoesOnLeading() throws Exception {
    Lease ana = node("ana");
    Lease ben = node("ben");
    Lease.Held before = ana.contend(true);
    endConnections();
    Lease.Held after = contendAgain(ana);
    assertThat(after.leader()).isEqualTo("ana");
    assertThat(after.term()).isEqualTo(before.term());
    renewedAgo("1501 milliseconds");
    assertThat(contendAgain(ben).leader()).as("ana has the lock again").isEqualTo("ana");
  }

  @Test
  void aLeadThatIsHandedOverIsLeftToItsHeirForAMoment() throws Exception {
    Lease ana = node("ana");
    Lease ben = node("ben");
    Lease cho = node("cho");
    ana.contend(true);
    ana.release("cho");
    assertThat(ben.contend(true).leader()).isNull();
    assertThat(ana.contend(true).leader()).as("who gave it away").isNull();
    assertThat(cho.contend(true).leader()).isEqualTo("cho");
    cho.release(null);
    assertThat(ben.contend(true).leader()).as("for any").isEqualTo("ben");
  }

  @Test
  void aLeadWhoseHeirDoesNotComeIsAnybodys() throws Exception {
    Lease ana = node("ana");
    Lease ben = node("ben");
    ana.contend(true);
    ana.release("gone");
    assertThat(ben.contend(true).leader()).isNull();
    renewedAgo("701 milliseconds");
    assertThat(ben.contend(true).leader()).isEqualTo("ben");
  }

  @Test
  void whoHoldsBackTakesALeadThatLapsedALittleLater() throws Exception {
    Lease ana = node("ana");
    Lease ben = lease("ben", false, () -> true);
    ana.contend(true);
    renewedAgo("3500 milliseconds");
    assertThat(ben.contend(true).leader()).isEqualTo("ana");
    renewedAgo("3701 milliseconds");
    assertThat(ben.contend(true).leader()).isEqualTo("ben");
    assertThat(ben.contend(true).leader()).as("what it has it renews").isEqualTo("ben");
  }

  @Test
  void aNodeSaysWhatItServes() throws Exception {
    int other = storage.desk("other");
    Lease ana = node("ana");
    Lease anaOther = storage.lease(other, "ana", false, () -> false);
    Lease ben = storage.lease(other, "ben", false, () -> false);
    leases.add(anaOther);
    leases.add(ben);
    ana.contend(true);
    anaOther.contend(true);
    ben.contend(false);
    update("insert into node (id, reachable, seen_at) values ('before', true, now())");
    Standing standing = storage.standings().now();
    assertThat(standing.leaders()).isEqualTo(Map.of(1, Optional.of("ana"), other, Optional.of("ana")));
    assertThat(standing.nodes()).isEqualTo(Map.of("ana", Set.of(1, other), "before", Set.of(1)));
  }

  @Test
  void oneThatIsAloneTakesTheLeadOfWhoeverDiedAtOnce() throws Exception {
    Lease before = node("before");
    before.contend(true);
    Lease lone = lease("lone", true);
    assertThat(lone.contend(false).leader()).as("it still has a connection").isEqualTo("before");
    endConnections();
    await().until(() -> contendAgain(lone).leader().equals("lone"));
  }

  @Test
  void whoCannotBeReachedDoesNotLeadWhereAnotherCanBe() throws Exception {
    Lease ana = node("ana");
    Lease ben = node("ben");
    ben.contend(true);
    ben.release(null);
    assertThat(ana.contend(false).leader()).isNull();
    assertThat(ben.contend(true).leader()).isEqualTo("ben");
    for (int i = 0; i < 3; i++) {
      ana.contend(true);
      assertThat(ben.contend(false).leader()).as("it may come back soon").isEqualTo("ben");
    }
    assertThat(ben.contend(false).leader()).isNull();
    assertThat(ana.contend(true).leader()).isEqualTo("ana");
  }

  @Test
  void whereNobodyCanBeReachedTheLeaderStays() throws Exception {
    Lease ana = node("ana");
    Lease ben = node("ben");
    ana.contend(false);
    for (int i = 0; i < 10; i++) {
      assertThat(ben.contend(false).leader()).isEqualTo("ana");
      assertThat(ana.contend(false).leader()).isEqualTo("ana");
    }
  }

  @Test
  void nodesLiveWhileTheySaySo() throws Exception {
    Lease ana = node("ana");
    Lease ben = node("ben");
    ana.contend(true);
    ben.contend(true);
    assertThat(ana.contend(true).living()).containsExactlyInAnyOrder("ana", "ben");
    update("update node set seen_at = seen_at - interval '5 seconds' where id = 'ben'");
    assertThat(ana.contend(true).living()).containsExactly("ana");
    ben.contend(true);
    assertThat(ana.contend(true).living()).containsExactlyInAnyOrder("ana", "ben");
    ben.close();
    assertThat(ana.contend(true).living()).containsExactly("ana");
  }

  // --- words ---

  private Lease node(String name) {
    return lease(name, false);
  }

  private Lease lease(String name, boolean alone) {
    return lease(name, alone, () -> false);
  }

  private Lease lease(String name, boolean alone, BooleanSupplier holdsBack) {
    Lease lease = storage.lease(1, name, alone, holdsBack);
    leases.add(lease);
    return lease;
  }

  /// Its connection may have been ended, which it finds by using it.
  private static Lease.Held contendAgain(Lease lease) {
    return await().until(() -> tried(lease), held -> held != null);
  }

  private static Lease.Held tried(Lease lease) {
    try {
      return lease.contend(true);
    } catch (Journal.Unavailable e) {
      return null;
    }
  }

  private void renewedAgo(String interval) throws Exception {
    update("update lead set renewed_at = clock_timestamp() - interval '%s'".formatted(interval));
  }

  /// As if the processes had died.
  private void endConnections() throws Exception {
    update(
        """
        select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where application_name like 'switchboard lead%' and datname = current_database()
        """);
  }

  private void update(String sql) throws Exception {
    try (Connection connection = storage.pool().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}
