package switchboard;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import switchboard.desk.entitlement.Catalogue;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.intake.Placement;
import switchboard.desk.intake.Queue;

@Command(
    name = "catalogue",
    description = "Plan catalogues.",
    mixinStandardHelpOptions = true,
    subcommands = CatalogueCommand.Check.class)
final class CatalogueCommand {

  @Command(
      name = "check",
      description = "Checks a plan catalogue and names every fault with its line.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A YAML file.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
      Catalogue catalogue = Inputs.catalogue(file);
      System.out.println(file + ": good");
      for (Tier tier : catalogue.tiers().reversed()) {
        System.out.printf(
            "  %-24s rank %d, head start %d min, chat answered within %d s%n",
            tier.name(), tier.rank(), tier.headStart().toMinutes(), tier.chatTarget().toSeconds());
      }
      Placement placement = catalogue.placement();
      if (!placement.queues().isEmpty()) {
        System.out.println("  queues: " + String.join(", ", placement.queues().stream().map(Queue::name).toList()));
      }
      if (!placement.rules().isEmpty()) {
        System.out.println("  rules of routing: " + placement.rules().size());
      }
      return 0;
    }
  }
}
