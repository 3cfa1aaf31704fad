package switchboard.postgres;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Gives a test class a migrated database of its own, in one PostgreSQL for all test classes of this JVM:
///
/// ```java
/// @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
/// ```
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
  private static TestPostgres shared;

  private Database database;

  public Database database() {
    return database;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    database = shared().freshDatabase();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    shared().drop(database);
  }

  /// Closed when the JVM ends.
  private static synchronized TestPostgres shared() throws Exception {
    if (shared == null) {
      shared = TestPostgres.start();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }
}
