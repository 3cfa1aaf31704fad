package switchboard;

import picocli.CommandLine;
import picocli.CommandLine.Command;

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
      CatalogueCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(Main.class)
            .setCommandName("./switchboard")
            .setExecutionExceptionHandler(Main::explain)
            .execute(arguments));
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
