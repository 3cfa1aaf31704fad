package switchboard;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import switchboard.config.Settings;

/// Production.
@Command(
    name = "serve",
    description = "Serves; settings from a YAML file and the environment, which wins.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Option(names = "--config", description = "The YAML file.")
  private @Nullable Path config;

  @Override
  public Integer call() throws Exception {
    Settings settings = Inputs.settings(config, Settings.Purpose.SERVE);
    Logging.configure(settings.log());
    Running running = new Running();
    Server server =
        Server.start(
            settings, desk -> Inputs.catalogue(desk.catalogue()), (_, _) -> {}, running::fail);
    InetSocketAddress address = server.address();
    LOG.info("serving on {} port {}", address.getHostString(), address.getPort());
    return running.until(server::close);
  }
}
