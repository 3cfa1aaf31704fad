package switchboard;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was started one upon the other, and ends in the opposite order.
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /// @return the same part
  <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  /// Ends each part once; one that fails is logged, and the others end all the same.
  @Override
  public void close() {
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not end in order", part.getClass().getSimpleName(), e);
      }
    }
  }
}
