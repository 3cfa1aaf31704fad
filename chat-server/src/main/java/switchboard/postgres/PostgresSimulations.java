package switchboard.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import switchboard.whatif.Shelf;

/// A desk's simulations in the table `simulation`.
public final class PostgresSimulations implements Shelf {
  private final ReferenceTables tables;
  private final int desk;

  public PostgresSimulations(DataSource database, int desk) {
    tables = new ReferenceTables(database);
    this.desk = desk;
  }

  @Override
  public boolean put(String id, String status, Instant now, Instant forget) {
    tables.update("delete from simulation where changed_at < ?", forget);
    return tables
        .query(
            """
            insert into simulation (desk, id, status, changed_at) values (?, ?, ?, ?)
            on conflict (desk, id)
            do update set status = excluded.status, changed_at = excluded.changed_at
            returning cancelled
            """,
            row -> row.getBoolean(1),
            desk,
            UUID.fromString(id),
            status,
            now)
        .getFirst();
  }

  @Override
  public Optional<Kept> find(String id) {
    return uuid(id)
        .flatMap(
            known ->
                tables
                    .query(
                        """
                        select status, cancelled, changed_at from simulation
                        where desk = ? and id = ?
                        """,
                        row ->
                            new Kept(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()),
                        desk,
                        known)
                    .stream()
                    .findFirst());
  }

  @Override
  public boolean cancel(String id) {
    return uuid(id)
        .map(
            known ->
                tables.update(
                        "update simulation set cancelled = true where desk = ? and id = ?",
                        desk,
                        known)
                    > 0)
        .orElse(false);
  }

  private static Optional<UUID> uuid(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
