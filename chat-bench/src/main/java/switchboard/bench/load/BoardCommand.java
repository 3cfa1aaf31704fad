package switchboard.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import switchboard.desk.Desk;
import switchboard.desk.RandomJournal;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.supervision.Breaches;
import switchboard.desk.supervision.Folds;
import switchboard.desk.supervision.QueuePlaces;
import switchboard.desk.vocabulary.Entry;
import switchboard.gateway.BoardViews;
import switchboard.protocol.BoardView;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;

/// `./switchboard bench board`.
@Command(
    name = "board",
    description = "What the board of a large desk costs the server each second.",
    mixinStandardHelpOptions = true)
public final class BoardCommand implements Callable<Integer> {
  private static final int WARM_UPS = 2_000;
  private static final int ROUNDS = 200;
  private static final double STEP_MS_MAX = 10;
  private static final double FRAME_BYTES_MAX = 512 * 1024;

  private static final List<Tier> TIERS =
      List.of(tier("Sandbox", 1), tier("Basic", 2), tier("Business", 3), tier("Elite", 4));

  /// So that what is measured is done.
  private static volatile @Nullable Object last;

  @Option(names = "--agents", description = "Default: ${DEFAULT-VALUE}.")
  private int agents = 500;

  @Option(names = "--waiting", description = "Default: ${DEFAULT-VALUE}.")
  private int waiting = 10_000;

  @Option(names = "--json", description = "Where the report is written, too.")
  private @Nullable Path json;

  private static Tier tier(String name, int rank) {
    return new Tier(name, rank, Duration.ZERO, Duration.ofMinutes(5));
  }

  @Override
  public Integer call() throws Exception {
    Report.Machine machine = Report.Machine.now();
    Desk desk = new Desk(RandomJournal.rules());
    Folds folds = new Folds(ZoneOffset.UTC);
    for (Entry entry : RandomJournal.full(agents, waiting)) {
      desk.apply(entry);
      folds.apply(entry);
    }
    long nowMs = desk.view().atMs() + 1_000;
    BoardViews views = new BoardViews(TIERS, ZoneOffset.UTC);
    Breaches breaches = new Breaches(nowMs);
    QueuePlaces.each(desk.view(), folds.forecast(), nowMs, breaches::count);
    Supplier<BoardView> board = () -> views.of(desk.view(), folds, breaches, List.of(), nowMs);
    ServerMessage frame = new ServerMessage.Board(board.get());
    Report.Row step = measured("the board made, in the desk's step", board);
    Report.Row encoding =
        measured("its frame encoded, once for all who watch", () -> Codec.encode(frame));
    Report.Row image = measured("a state kept for the past", desk::image);
    Report.Row restored =
        measured(
            "a state of the past restored",
            () ->
                List.of(Desk.restore(RandomJournal.rules(), desk.image()), folds.copy()));
    double bytes = Codec.encode(frame).length;
    Report.of(
            "board",
            machine,
            Map.of("agents", agents, "waiting", desk.view().waitingCount()),
            List.of(step, encoding, image, restored, Report.Row.of("frame", "bytes", bytes)),
            List.of(
                Report.Ratio.atMost(
                    "ms that the board takes of the desk's step", median(step), STEP_MS_MAX),
                Report.Ratio.atMost("bytes of its frame", bytes, FRAME_BYTES_MAX)))
        .publish(json);
    return 0;
  }

  private static double median(Report.Row row) {
    Double median = row.median();
    return median == null ? 0 : median;
  }

  /// Milliseconds, the median of many.
  private static Report.Row measured(String name, Supplier<?> work) {
    List<Double> rounds = new ArrayList<>();
    for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
      long began = System.nanoTime();
      last = work.get();
      if (round >= WARM_UPS) {
        rounds.add((System.nanoTime() - began) / 1e6);
      }
    }
    return new Report.Row(name, "ms", Report.median(rounds), List.of(), null, null);
  }
}
