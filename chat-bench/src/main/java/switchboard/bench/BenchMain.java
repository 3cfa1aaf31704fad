package switchboard.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import switchboard.bench.crash.CrashCommand;
import switchboard.bench.crash.FailoverCommand;
import switchboard.bench.crash.HerdCommand;
import switchboard.bench.estimate.EstimateCommand;
import switchboard.bench.load.BoardCommand;
import switchboard.bench.load.CoreCommand;
import switchboard.bench.load.GatewaysCommand;
import switchboard.bench.load.IdleCommand;
import switchboard.bench.load.LatencyCommand;
import switchboard.bench.load.LaunchCommand;
import switchboard.bench.load.MessagesCommand;
import switchboard.bench.reports.ReportsCommand;
import switchboard.bench.simulation.SimulateInvariantsCommand;
import switchboard.bench.simulation.SimulateNodesCommand;

/// The command line: `./switchboard bench SCENARIO`.
@Command(
    name = "bench",
    description = "Measures the product on this machine.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "SCENARIO",
    subcommands = {
      MessagesCommand.class,
      GatewaysCommand.class,
      LatencyCommand.class,
      LaunchCommand.class,
      IdleCommand.class,
      CoreCommand.class,
      BoardCommand.class,
      CrashCommand.class,
      FailoverCommand.class,
      HerdCommand.class,
      SimulateInvariantsCommand.class,
      SimulateNodesCommand.class,
      EstimateCommand.class,
      ReportsCommand.class
    })
public final class BenchMain {
  private BenchMain() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(BenchMain.class)
            .setCommandName("./switchboard bench")
            .execute(arguments));
  }
}
