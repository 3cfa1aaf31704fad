package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import switchboard.identity.Account;
import switchboard.identity.Profile;
import switchboard.identity.Role;
import switchboard.identity.StorageUnavailable;

class PostgresAccountsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Profile DANA =
      new Profile("dana@desk.example", "Dana", Role.AGENT, 3, List.of("dns", "php"));
  private static final Profile OMAR = new Profile("omar", "Omar", Role.SUPERVISOR, 1, List.of());

  private PostgresAccounts accounts;

  @BeforeEach
  void empty() throws Exception {
    PGSimpleDataSource source = Tables.source(DATABASE);
    Tables.execute(source, "truncate account, staff_session, canned_reply restart identity");
    accounts = new PostgresAccounts(source, 1);
  }

  @Test
  void accountIsFoundByLoginInAnyLetterCaseAndById() {
    Account dana = accounts.add(DANA, "hash").orElseThrow();
    assertThat(dana).isEqualTo(new Account("1", DANA, false, "hash", 1));
    assertThat(accounts.byLogin(" Dana@Desk.example")).contains(dana);
    assertThat(accounts.byId("1")).contains(dana);
    assertThat(accounts.byId("2")).isEmpty();
    assertThat(accounts.byId("dana")).isEmpty();
    assertThat(accounts.byLogin("nobody")).isEmpty();
  }

  @Test
  void loginBelongsToOne() {
    accounts.add(DANA, "hash");
    assertThat(accounts.add(DANA, "other")).isEmpty();
    Account omar = accounts.add(OMAR, "hash").orElseThrow();
    assertThat(accounts.save(omar.id(), DANA)).isEmpty();
    assertThat(accounts.list())
        .extracting(account -> account.profile().login())
        .containsExactly("dana@desk.example", "omar");
  }

  @Test
  void profileCanBeChangedAndAChangeOfRoleEndsSessions() {
    Account dana = accounts.add(DANA, "hash").orElseThrow();
    Profile renamed = new Profile("dana", "Dana B.", Role.AGENT, 4, List.of("tls"));
    assertThat(accounts.save(dana.id(), renamed))
        .contains(new Account(dana.id(), renamed, false, "hash", 1));
    Profile promoted = new Profile("dana", "Dana B.", Role.SUPERVISOR, 4, List.of("tls"));
    assertThat(accounts.save(dana.id(), promoted))
        .contains(new Account(dana.id(), promoted, false, "hash", 2));
    assertThat(accounts.save("99", OMAR)).isEmpty();
  }

  @Test
  void newPasswordEndsSessionsAndABetterHashOfTheSameDoesNot() {
    String id = accounts.add(DANA, "one").orElseThrow().id();
    assertThat(accounts.setPassword(id, "two")).isTrue();
    assertThat(accounts.byId(id)).contains(new Account(id, DANA, false, "two", 2));
    accounts.rehash(id, "one", "late"); // the password was changed meanwhile
    accounts.rehash(id, "two", "better");
    assertThat(accounts.byId(id)).contains(new Account(id, DANA, false, "better", 2));
    assertThat(accounts.setPassword("99", "x")).isFalse();
  }

  @Test
  void disablingIsRememberedAndCanBeUndone() {
    String id = accounts.add(DANA, "hash").orElseThrow().id();
    accounts.add(OMAR, "hash");
    assertThat(accounts.disabled()).isEmpty();
    assertThat(accounts.disable(id)).isTrue();
    assertThat(accounts.disable(id)).isTrue();
    assertThat(accounts.disabled()).containsExactly(id);
    assertThat(accounts.byId(id)).contains(new Account(id, DANA, true, "hash", 2));
    assertThat(accounts.enable(id)).isTrue();
    assertThat(accounts.disabled()).isEmpty();
    assertThat(accounts.byId(id)).contains(new Account(id, DANA, false, "hash", 2));
    assertThat(accounts.disable("99")).isFalse();
  }

  @Test
  void awayStorageIsSaidToBeAway() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1");
    assertThatThrownBy(() -> new PostgresAccounts(nowhere, 1).list())
        .isInstanceOf(StorageUnavailable.class);
  }
}
