package switchboard;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import switchboard.identity.Account;
import switchboard.identity.Accounts;
import switchboard.identity.Passwords;
import switchboard.identity.Profile;
import switchboard.identity.Role;
import switchboard.postgres.PostgresAccounts;
import switchboard.postgres.Storage;

/// The accounts of a desk's staff. Changes are seen by running servers within seconds.
@Command(
    name = "account",
    description = "Staff accounts.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AccountCommand.Add.class,
      AccountCommand.Change.class,
      AccountCommand.Disable.class,
      AccountCommand.Enable.class,
      AccountCommand.ListAll.class
    })
final class AccountCommand {

  /// What works on the accounts of a database.
  abstract static class OnAccounts implements Callable<Integer> {
    @Mixin private DatabaseOptions database = new DatabaseOptions();
    @Mixin private DeskOption desk = new DeskOption();

    @Override
    public final Integer call() throws Exception {
      String name = desk.of(database.settings()).name();
      try (Server.Opened opened = database.open()) {
        Storage storage = opened.storage();
        return work(new PostgresAccounts(storage.pool(), storage.desk(name)));
      }
    }

    abstract int work(Accounts accounts) throws Exception;

    static Role role(String name) {
      return Role.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static Profile checked(Supplier<Profile> profile) {
      try {
        return profile.get();
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(String.valueOf(e.getMessage()));
      }
    }

    static Account find(Accounts accounts, String login) {
      return accounts
          .byLogin(login)
          .orElseThrow(() -> new CommandFailure("there is no account " + login));
    }
  }

  @Command(name = "add", description = "Adds an account.", mixinStandardHelpOptions = true)
  static final class Add extends OnAccounts {
    @Parameters(paramLabel = "LOGIN")
    private String login = "";

    @Option(names = "--name", required = true, description = "As customers see it.")
    private String name = "";

    @Option(names = "--role", description = "agent, supervisor or admin (default: agent).")
    private String role = "agent";

    @Option(names = "--capacity", description = "Chats at once (default: ${DEFAULT-VALUE}).")
    private int capacity = 3;

    @Option(names = "--skills", split = ",", description = "Skills, separated by commas; dns:3 for level 3 of 5.")
    private List<String> skills = List.of();

    @Option(
        names = "--queues",
        split = ",",
        description = "Queues of the catalogue, separated by commas; all of them without.")
    private List<String> queues = List.of();

    @Option(
        names = "--password",
        interactive = true,
        arity = "0..1",
        required = true,
        description = "Asked for when it is not given.")
    private String password = "";

    @Override
    int work(Accounts accounts) throws Exception {
      Profile profile = profile();
      Passwords.refusal(password)
          .ifPresent(
              refusal -> {
                throw new CommandFailure(refusal);
              });
      try (Passwords passwords = new Passwords(new SecureRandom())) {
        Account added =
            accounts
                .add(profile, passwords.hash(password))
                .orElseThrow(
                    () -> new CommandFailure("the login " + login + " is taken"));
        System.out.println("added " + added);
      }
      return 0;
    }

    private Profile profile() {
      return checked(() -> new Profile(login, name, role(role), capacity, skills, queues));
    }
  }

  @Command(
      name = "change",
      description = "Changes what is given. Skills and queues count from the next connection on.",
      mixinStandardHelpOptions = true)
  static final class Change extends OnAccounts {
    @Parameters(paramLabel = "LOGIN")
    private String login = "";

    @Option(names = "--name", description = "As customers see it.")
    private @Nullable String name;

    @Option(names = "--role", description = "agent, supervisor or admin; ends the sessions.")
    private @Nullable String role;

    @Option(names = "--capacity", description = "Chats at once.")
    private @Nullable Integer capacity;

    @Option(
        names = "--skills",
        split = ",",
        description = "All skills, separated by commas; dns:3 for level 3 of 5; '' for none.")
    private @Nullable List<String> skills;

    @Option(
        names = "--queues",
        split = ",",
        description = "All queues that they serve, separated by commas; '' for all there are.")
    private @Nullable List<String> queues;

    @Override
    int work(Accounts accounts) {
      Account account = find(accounts, login);
      Profile before = account.profile();
      Profile after =
          checked(
              () ->
                  new Profile(
                      before.login(),
                      name == null ? before.name() : name,
                      role == null ? before.role() : role(role),
                      capacity == null ? before.capacity() : capacity,
                      given(skills, before.skills()),
                      given(queues, before.queues())));
      Account changed =
          accounts
              .save(account.id(), after)
              .orElseThrow(() -> new CommandFailure("there is no account " + login + " any more"));
      System.out.println("changed " + changed);
      return 0;
    }

    private static List<String> given(@Nullable List<String> texts, List<String> otherwise) {
      return texts == null ? otherwise : texts.stream().filter(text -> !text.isBlank()).toList();
    }
  }

  @Command(
      name = "disable",
      description = "Signs the account out everywhere, for good.",
      mixinStandardHelpOptions = true)
  static final class Disable extends OnAccounts {
    @Parameters(paramLabel = "LOGIN")
    private String login = "";

    @Override
    int work(Accounts accounts) {
      Account account = find(accounts, login);
      accounts.disable(account.id());
      System.out.println("disabled " + account.profile().login());
      return 0;
    }
  }

  @Command(
      name = "enable",
      description = "Lets a disabled account sign in again.",
      mixinStandardHelpOptions = true)
  static final class Enable extends OnAccounts {
    @Parameters(paramLabel = "LOGIN")
    private String login = "";

    @Override
    int work(Accounts accounts) {
      Account account = find(accounts, login);
      accounts.enable(account.id());
      System.out.println("enabled " + account.profile().login());
      return 0;
    }
  }

  @Command(name = "list", description = "Lists all accounts.", mixinStandardHelpOptions = true)
  static final class ListAll extends OnAccounts {
    @Override
    int work(Accounts accounts) {
      for (Account account : accounts.list()) {
        System.out.printf(
            "%-30s %-24s %-10s capacity %d %s%s%s%n",
            account.profile().login(),
            account.profile().name(),
            account.profile().role().name().toLowerCase(Locale.ROOT),
            account.profile().capacity(),
            String.join(",", account.profile().skills()),
            account.profile().queues().isEmpty()
                ? ""
                : " queues " + String.join(",", account.profile().queues()),
            account.disabled() ? " disabled" : "");
      }
      return 0;
    }
  }
}
