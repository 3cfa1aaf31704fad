package switchboard.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Processor time of those who take part. Unlike what a clock shows, it hardly changes when the machine has other work as well.
final class CpuMeter {
  private static final String POSTGRES = "postgres";

  private final List<ProcessHandle> programs;
  private final ProcessHandle database;

  /// @param programs what is measured: servers, or a relay
  /// @param database whose PostgreSQL serves them: itself, or the server that runs it
  CpuMeter(List<Long> programs, long database) {
    this.programs = programs.stream().map(pid -> ProcessHandle.of(pid).orElseThrow()).toList();
    this.database = ProcessHandle.of(database).orElseThrow();
  }

  /// Processor time since each of them started, user's and kernel's.
  record Reading(Duration program, Duration postgres, Duration client) {

    /// Between two readings, in microseconds for each thing done.
    Report.Cpu since(Reading before, long count) {
      return new Report.Cpu(
          micros(program.minus(before.program), count),
          micros(postgres.minus(before.postgres), count),
          micros(client.minus(before.client), count));
    }

    private static double micros(Duration time, long count) {
      return count == 0 ? 0 : time.toNanos() / 1e3 / count;
    }
  }

  Reading read() {
    return new Reading(
        time(programs.stream()),
        time(
            Stream.concat(Stream.of(database), database.descendants())
                .filter(CpuMeter::isPostgres)),
        time(Stream.of(ProcessHandle.current())));
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith(POSTGRES)).isPresent();
  }

  private static Duration time(Stream<ProcessHandle> processes) {
    List<Duration> times =
        processes.flatMap(process -> process.info().totalCpuDuration().stream()).toList();
    return times.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
