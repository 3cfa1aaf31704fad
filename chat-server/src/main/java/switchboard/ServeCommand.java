package switchboard;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import switchboard.config.Settings;

/// Production.
@Command(
    name = "serve",
    description = "Serves; settings from a YAML file and the environment, which wins.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--config", description = "The YAML file.")
  private @Nullable Path config;

  @Override
  public Integer call() throws Exception {
    Settings settings = Inputs.settings(config, Settings.Purpose.SERVE);
    Logging.configure(settings.log());
    Running running = new Running();
    Server server =
        Server.start(
            settings, Inputs.catalogue(settings.catalogue()), _ -> {}, running::fail);
    System.out.println("serving on " + server.address());
    return running.until(server);
  }
}
