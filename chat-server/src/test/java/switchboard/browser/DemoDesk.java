package switchboard.browser;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import switchboard.DemoServer;
import switchboard.postgres.Database;
import switchboard.postgres.TestDatabase;

/// The demo's server on a database of its own and the people at it, for all tests of a class:
///
/// ```java
/// @RegisterExtension static final DemoDesk DESK = new DemoDesk();
/// ```
final class DemoDesk implements BeforeAllCallback, AfterAllCallback {
  private final TestDatabase database = new TestDatabase();
  private final Past past;
  private DemoServer server;
  private People people;

  /// What happened before the server starts.
  interface Past {
    void write(Database database) throws Exception;
  }

  DemoDesk() {
    this(_ -> {});
  }

  DemoDesk(Past past) {
    this.past = past;
  }

  People people() {
    return people;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    database.beforeAll(context);
    past.write(database.database());
    server = DemoServer.start(database.database());
    people = new People(server.url());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    people.close();
    server.close();
    database.afterAll(context);
  }
}
