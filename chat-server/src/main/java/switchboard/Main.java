package switchboard;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import switchboard.config.Settings;

/// The command line: `./switchboard COMMAND`.
@Command(
    name = "switchboard",
    description = "Real-time live support chat.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      TokenCommand.class,
      AccountCommand.class,
      CatalogueCommand.class,
      MailCommand.class,
      SimulateCommand.class,
      BackupCommand.class,
      RestoreCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Until a server's settings say otherwise: a tool prints its answer, and what is wrong.
    Logging.configure(new Settings.Log(Settings.LogFormat.TEXT, Settings.LogLevel.WARN));
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(Main.class)
        .setCommandName("./switchboard")
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler(Main::explain);
  }

  /// Says what is wrong, not all that could have been right.
  private static int refuse(CommandLine.ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    command
        .getErr()
        .printf(
            "switchboard: %s%nAll options: %s --help%n",
            fault.getMessage(), command.getCommandSpec().qualifiedName());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /// What an operator can mend is one sentence; a fault of ours is a stack trace.
  private static int explain(
      Exception fault, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (fault instanceof Server.StartFailure || fault instanceof CommandFailure) {
      command.getErr().println("switchboard: " + fault.getMessage());
      return 1;
    }
    throw fault;
  }
}
