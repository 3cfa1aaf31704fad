package switchboard.bench.load;

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
  private static final String CYCLE = "cycle";
  private static final int FEW = 1_000;
  private static final int MANY = 100_000;
  private static final double GOAL_PER_SECOND = 1_000_000;

  @Option(names = "--json", description = "Where the report is written, too.")
  private @Nullable Path json;

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
    double many = scores.getOrDefault(name(CYCLE, MANY), 0.0);
    double few = scores.getOrDefault(name(CYCLE, FEW), 0.0);
    Report.of(
            "core",
            machine,
            Map.of(),
            rows,
            List.of(
                Report.Ratio.atLeast(
                    "decisions a second, " + name(CYCLE, MANY), many, GOAL_PER_SECOND),
                // what a logarithm costs from the one to the other
                Report.Ratio.atMost(
                    "a decision with %,d waiting ÷ one with %,d".formatted(MANY, FEW),
                    few / many,
                    Math.log(MANY) / Math.log(FEW))))
        .publish(json);
    return 0;
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
            Integer.parseInt(params.getParam(WAITING))),
        "1/s",
        Report.median(rounds),
        rounds,
        null,
        null);
  }

  private static String name(String benchmark, int waiting) {
    return "%s, %,d waiting".formatted(benchmark, waiting);
  }
}
