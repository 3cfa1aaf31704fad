package switchboard.postgres;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Gives a test class a migrated database of its own, in one PostgreSQL for all test classes of this JVM:
///
/// ```java
/// @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
/// ```
///
/// Without `static` each test has its own.
public final class TestDatabase
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private static TestPostgres shared;

  private Database database;
  private boolean ofClass;

  public Database database() {
    return database;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    database = shared().freshDatabase();
    ofClass = true;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    if (!ofClass) {
      database = shared().freshDatabase();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (!ofClass) {
      shared().drop(database);
    }
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
