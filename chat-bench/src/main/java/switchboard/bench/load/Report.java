package switchboard.bench.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a scenario found, as a table and as JSON.
///
/// @param at when it ended, ISO 8601
/// @param options what it was asked for
record Report(
    String scenario,
    String at,
    Machine machine,
    Map<String, Object> options,
    List<Row> rows,
    List<Ratio> ratios) {

  private static final String CPU_HEADER = "   µs of CPU each: itself + PostgreSQL + client";

  static Report of(
      String scenario,
      Machine machine,
      Map<String, Object> options,
      List<Row> rows,
      List<Ratio> ratios) {
    return new Report(scenario, Instant.now().toString(), machine, options, rows, ratios);
  }

  /// @param loadBefore processes that ran or waited to run in the minute before: beyond a little, all figures are too bad
  record Machine(int cores, String system, String java, double loadBefore) {
    static Machine now() {
      return new Machine(
          Runtime.getRuntime().availableProcessors(),
          System.getProperty("os.name") + " " + System.getProperty("os.version"),
          System.getProperty("java.version"),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }

  /// @param unit of the median: `1/s`, `bytes`; empty without a median
  /// @param rounds what the median is of
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String name,
      String unit,
      @Nullable Double median,
      List<Double> rounds,
      @Nullable Times times,
      @Nullable Cpu cpu) {

    static Row of(String name, String unit, double value) {
      return new Row(name, unit, value, List.of(value), null, null);
    }
  }

  record Times(long count, double p50Ms, double p99Ms, double p999Ms, double maxMs) {}

  /// Processor time for each thing done, user's and kernel's: of the program measured, of PostgreSQL, and of what loads them.
  record Cpu(double programMicros, double postgresMicros, double clientMicros) {
    @Override
    public String toString() {
      return number(programMicros) + " + " + number(postgresMicros) + " + " + number(clientMicros);
    }
  }

  /// Where one stands to the other, and where it should.
  ///
  /// @param goal empty where there is none
  record Ratio(String name, double value, String goal, boolean reached) {
    static Ratio of(String name, double value) {
      return new Ratio(name, value, "", true);
    }

    static Ratio atLeast(String name, double value, double goal) {
      return new Ratio(name, value, "≥ " + number(goal), value >= goal);
    }

    static Ratio atMost(String name, double value, double goal) {
      return new Ratio(name, value, "≤ " + number(goal), value <= goal);
    }
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private void print(PrintStream out) {
    out.printf(
        "%n%s   %s   %d cores, %s, Java %s, load %s before%n%n",
        scenario,
        options,
        machine.cores(),
        machine.system(),
        machine.java(),
        number(machine.loadBefore()));
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    out.printf(
        "%-" + width + "s %16s %10s %10s %10s %10s%s%n",
        "", "median", "p50 ms", "p99 ms", "p99.9 ms", "max ms", hasCpu() ? CPU_HEADER : "");
    for (Row row : rows) {
      Times times = row.times();
      out.printf(
          "%-" + width + "s %16s %10s %10s %10s %10s%s%n",
          row.name(),
          row.median() == null ? "" : number(row.median()) + " " + row.unit(),
          times == null ? "" : number(times.p50Ms()),
          times == null ? "" : number(times.p99Ms()),
          times == null ? "" : number(times.p999Ms()),
          times == null ? "" : number(times.maxMs()),
          row.cpu() == null ? "" : "   " + row.cpu());
    }
    if (!ratios.isEmpty()) {
      out.println();
    }
    int ratioWidth = ratios.stream().mapToInt(ratio -> ratio.name().length()).max().orElse(0);
    for (Ratio ratio : ratios) {
      out.printf(
          "%-" + ratioWidth + "s %12s   %s%n",
          ratio.name(),
          number(ratio.value()),
          ratio.goal().isEmpty()
              ? ""
              : "goal %-10s %s".formatted(ratio.goal(), ratio.reached() ? "reached" : "MISSED"));
    }
    out.println();
  }

  private boolean hasCpu() {
    return rows.stream().anyMatch(row -> row.cpu() != null);
  }

  /// Three digits that count.
  private static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /// Prints the table, and writes the JSON where that is wanted.
  void publish(@Nullable Path json) throws IOException {
    print(System.out);
    if (json != null) {
      write(json);
    }
  }

  private void write(Path file) throws IOException {
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file.toFile(), this);
  }
}
