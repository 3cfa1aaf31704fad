package switchboard.runtime;

import java.time.Duration;
import java.util.function.Consumer;

/// The bus of an installation that is one node.
final class LoneBus implements Bus {
  private static final Subscription NOTHING = () -> {};

  @Override
  public void publish(String subject, byte[] message) {}

  @Override
  public Subscription listen(String subject, Consumer<byte[]> listener) {
    return NOTHING;
  }

  @Override
  public Subscription serve(String subject, Server server) {
    return NOTHING;
  }

  @Override
  public void request(String subject, byte[] message, Duration patience, Receiver receiver) {
    receiver.nobody();
  }

  @Override
  public boolean connected() {
    return false;
  }

  @Override
  public void onGap(Runnable listener) {}

  @Override
  public void close() {}
}
