package switchboard.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What PostgreSQL keeps for ever: its data, and the password that goes with them. Created under another name and renamed when complete, so
/// that a crash while creating it leaves nothing.
record Cluster(Path folder, String password) {
  static final String DATABASE = "switchboard";
  static final String USER = "switchboard";

  private static final long CREATED_BYTES = 128L << 20;
  private static final String CREATING_PREFIX = ".creating-";

  Path data() {
    return folder.resolve("data");
  }

  /// The cluster in this folder, created if there is none. The caller holds the folder's lock.
  static Cluster openOrCreate(Path folder, Programs programs)
      throws EmbeddedPostgresException {
    Path cluster = folder.resolve("cluster");
    try {
      if (!Files.exists(cluster)) {
        create(cluster, programs);
      }
      programs.account().own(cluster);
      return open(cluster);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "cannot use PostgreSQL's data in %s: %s".formatted(cluster, Folders.reason(e, cluster)),
          e);
    }
  }

  private static Cluster open(Path folder) throws IOException, EmbeddedPostgresException {
    Cluster cluster = new Cluster(folder, Files.readString(passwordFile(folder)).strip());
    String version = Files.readString(cluster.data().resolve("PG_VERSION")).strip();
    if (!version.equals(Binaries.MAJOR_VERSION)) {
      throw new EmbeddedPostgresException(
          "the data in %s were written by PostgreSQL %s, and this is PostgreSQL %s, which cannot read them: start the version that wrote them, or dump them there and restore them here"
              .formatted(cluster.data(), version, Binaries.MAJOR_VERSION));
    }
    return cluster;
  }

  private static void create(Path cluster, Programs programs)
      throws IOException, EmbeddedPostgresException {
    Path folder = Folders.parent(cluster);
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(folder, CREATING_PREFIX + "*")) {
      for (Path leftover : leftovers) {
        Folders.delete(leftover);
      }
    }
    Folders.requireSpace(folder, CREATED_BYTES);
    Path partial = folder.resolve(CREATING_PREFIX + ProcessHandle.current().pid());
    Folders.create(partial, Folders.PRIVATE);
    Files.createFile(
        passwordFile(partial),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String password = newPassword();
    Files.writeString(passwordFile(partial), password + "\n");
    Folders.force(passwordFile(partial));
    programs.account().own(partial);
    programs.account().own(passwordFile(partial));

    Path data = partial.resolve("data");
    initialize(data, passwordFile(partial), programs);
    nameDatabase(data, password, programs);
    Files.move(partial, cluster, StandardCopyOption.ATOMIC_MOVE);
    Folders.force(folder);
  }

  private static void initialize(Path data, Path passwordFile, Programs programs)
      throws IOException, EmbeddedPostgresException {
    Programs.Result made =
        programs.run(
            "initdb",
            List.of(
                "--pgdata=" + data,
                "--username=postgres",
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--no-instructions"),
            "");
    if (made.exitCode() != 0) {
      throw new EmbeddedPostgresException(
          "cannot create PostgreSQL's data in %s: %s".formatted(data, made.output()));
    }
  }

  /// Makes the one database, owned by a role that is no superuser: what the server's own SQL must not do, it cannot do.
  private static void nameDatabase(Path data, String password, Programs programs)
      throws IOException, EmbeddedPostgresException {
    List<String> arguments = new ArrayList<>(List.of("--single", "-D", data.toString()));
    arguments.addAll(Settings.DURABLE);
    arguments.add("template1");
    Programs.Result named =
        programs.run(
            "postgres",
            arguments,
            """
            create role %1$s login createdb password '%3$s'
            alter database postgres rename to %2$s
            alter database %2$s owner to %1$s
            """
                .formatted(USER, DATABASE, password));
    if (named.exitCode() != 0 || named.output().contains("ERROR:")) {
      throw new EmbeddedPostgresException(
          "cannot create the database in %s: %s".formatted(data, named.output()));
    }
  }

  private static Path passwordFile(Path cluster) {
    return cluster.resolve("password");
  }

  private static String newPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random);
  }

  /// Without the password, so that it never reaches a log.
  @Override
  public String toString() {
    return folder.toString();
  }
}
