package switchboard.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./switchboard bench core`.
@Command(
    name = "core",
    description = "Decisions a second of the desk alone, without journal and sockets.",
    mixinStandardHelpOptions = true)
public final class CoreCommand implements Callable<Integer> {
  private static final String BENCHMARKS = "switchboard\\.bench\\.CoreBenchmarks\\.";
  private static final String WAITING = "waiting";
  private static final String LINES = "lines";
  private static final String CYCLE = "cycle";
  private static final int SEVERAL = 50;
  private static final int FEW = 1_000;
  private static final int MANY = 100_000;
  private static final List<Integer> ALL = List.of(FEW, 10_000, MANY);
  private static final double GOAL_PER_SECOND = 1_000_000;

  /// A decision in 5 µs.
  private static final double GOAL_IN_SEVERAL_PER_SECOND = 200_000;

  @Option(names = "--json", description = "Where the report is written, too.")
  private @Nullable Path json;

  @Option(names = "--plot", description = "Where the chart of decisions by chats waiting is written, as SVG.")
  private @Nullable Path plot;

  @Override
  public Integer call() throws Exception {
    Report.Machine machine = Report.Machine.now();
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(BENCHMARKS).build()).run();
    Map<String, Double> scores = new TreeMap<>();
    List<Report.Row> rows = new ArrayList<>();
    for (RunResult result : results) {
      Report.Row row = row(result);
      rows.add(row);
      scores.put(row.name(), Objects.requireNonNull(row.median()));
    }
    double many = scores.getOrDefault(name(CYCLE, MANY, 1), 0.0);
    double few = scores.getOrDefault(name(CYCLE, FEW, 1), 0.0);
    double manyInSeveral = scores.getOrDefault(name(CYCLE, MANY, SEVERAL), 0.0);
    double fewInSeveral = scores.getOrDefault(name(CYCLE, FEW, SEVERAL), 0.0);
    Report.of(
            "core",
            machine,
            Map.of(),
            rows,
            List.of(
                Report.Ratio.atLeast(
                    "decisions a second, " + name(CYCLE, MANY, 1), many, GOAL_PER_SECOND),
                Report.Ratio.atLeast(
                    "decisions a second, " + name(CYCLE, MANY, SEVERAL),
                    manyInSeveral,
                    GOAL_IN_SEVERAL_PER_SECOND),
                growth(1, few / many),
                growth(SEVERAL, fewInSeveral / manyInSeveral)))
        .publish(json);
    if (plot != null) {
      plot(plot, scores);
    }
    return 0;
  }

  /// What a decision costs, beside what it would if it grew as the logarithm does.
  private static void plot(Path file, Map<String, Double> scores) throws IOException {
    List<Plot.Line> lines = new ArrayList<>();
    for (int count : List.of(SEVERAL, 1)) {
      String name = count == 1 ? "one line" : count + " lines, 2,000 agents with 4 skills each";
      String colour = count == 1 ? "#2f7ed8" : "#d9822b";
      List<Plot.Point> measured =
          ALL.stream()
              .map(waiting -> new Plot.Point(waiting, micros(scores, waiting, count)))
              .toList();
      lines.add(new Plot.Line(name, colour, false, measured));
      double first = measured.getFirst().y();
      lines.add(
          new Plot.Line(
              "",
              colour,
              true,
              ALL.stream()
                  .map(
                      waiting ->
                          new Plot.Point(waiting, first * Math.log(waiting) / Math.log(FEW)))
                  .toList()));
    }
    Plot.write(file, "chats waiting", "µs a decision; dashed: growing as the logarithm does", lines);
  }

  private static double micros(Map<String, Double> scores, int waiting, int lines) {
    return 1e6 / scores.getOrDefault(name(CYCLE, waiting, lines), 1.0);
  }

  /// At most what a logarithm costs from few to many.
  private static Report.Ratio growth(int lines, double factor) {
    return Report.Ratio.atMost(
        "a decision with %,d waiting ÷ one with %,d%s".formatted(MANY, FEW, inLines(lines)),
        factor,
        Math.log(MANY) / Math.log(FEW));
  }

  private static Report.Row row(RunResult result) {
    BenchmarkParams params = result.getParams();
    String benchmark = params.getBenchmark();
    List<Double> rounds =
        result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .map(iteration -> iteration.getPrimaryResult().getScore())
            .toList();
    return new Report.Row(
        name(
            benchmark.substring(benchmark.lastIndexOf('.') + 1),
            Integer.parseInt(params.getParam(WAITING)),
            Integer.parseInt(params.getParam(LINES))),
        "1/s",
        Report.median(rounds),
        rounds,
        null,
        null);
  }

  private static String name(String benchmark, int waiting, int lines) {
    return "%s, %,d waiting%s".formatted(benchmark, waiting, inLines(lines));
  }

  private static String inLines(int lines) {
    return lines == 1 ? "" : " in %d lines".formatted(lines);
  }
}
