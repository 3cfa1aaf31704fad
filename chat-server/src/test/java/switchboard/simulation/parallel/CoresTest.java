package switchboard.simulation.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.simulation.Answering;
import switchboard.simulation.Arrivals;
import switchboard.simulation.ChatClass;
import switchboard.simulation.Replication;
import switchboard.simulation.SimulatedDesk;
import switchboard.simulation.Times;
import switchboard.simulation.Workload;

/// docs/spec/simulation.md, X13 and X33: how replications are played at once, and beside a desk.
class CoresTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int DAYS = 60;

  @Test
  void x10_atOnceTheyAreTheSameAsOneAfterTheOther() throws InterruptedException {
    try (Cores cores = new Cores(3)) {
      assertThat(cores.player(5).play(workload(200), 12))
          .isEqualTo(Replication.inTurn(5).play(workload(200), 12));
    }
  }

  @Test
  void x33_howMuchOfAPlayIsDoneIsHeard() throws InterruptedException {
    List<Double> heard = new ArrayList<>();
    try (Cores cores = new Cores(2)) {
      cores.player(1, heard::add).play(workload(20), 4);
    }
    assertThat(heard).containsExactly(0.25, 0.5, 0.75, 1.0);
  }

  @Test
  void x33_whatNobodyWantsAnyMoreStopsAtOnce() throws Exception {
    int[] asked = {0};
    assertThat(Replication.of(workload(1_000), 1, 0, () -> ++asked[0] < 100)).isNull();
    assertThat(asked[0]).isEqualTo(100);

    try (Cores cores = new Cores(1)) {
      CompletableFuture<Exception> ended = new CompletableFuture<>();
      Thread asking =
          Thread.startVirtualThread(
              () -> {
                try {
                  cores.player(1).play(endless(), 1_000);
                } catch (InterruptedException e) {
                  ended.complete(e);
                }
              });
      await().atMost(LIMIT).until(CoresTest::isPlaying);
      asking.interrupt();
      assertThat(ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
      CompletableFuture<Integer> next = new CompletableFuture<>();
      Thread.startVirtualThread(
          () -> {
            try {
              next.complete(cores.player(1).play(workload(1), 1).size());
            } catch (InterruptedException e) {
              next.completeExceptionally(e);
            }
          });
      assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  private static boolean isPlaying() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(
            frame ->
                frame.getClassName().equals(SimulatedDesk.class.getName())
                    && frame.getMethodName().equals("play"));
  }

  @Test
  void x13_replicationsHaveABound() {
    try (Cores cores = new Cores(1)) {
      assertThatThrownBy(() -> cores.player(1).play(workload(1), 1_001))
          .hasMessage("replications: 1001, expected 1 to 1000");
    }
  }

  /// In Linux' own words: of `/proc/thread-self/stat`, the part after the name, the 17th is the nice value.
  @Test
  void x33_onLinuxTheyHaveATenthOfTheProcessorWhileOthersWantIt() throws Exception {
    CompletableFuture<String> stat = new CompletableFuture<>();
    Beside.named("test")
        .newThread(
            () -> {
              try {
                stat.complete(Files.readString(Path.of("/proc/thread-self/stat")));
              } catch (Exception e) {
                stat.completeExceptionally(e);
              }
            })
        .start();
    int usual = nice(Files.readString(Path.of("/proc/thread-self/stat")));
    assertThat(nice(stat.get(LIMIT.toSeconds(), TimeUnit.SECONDS)))
        .isEqualTo(Math.min(19, usual + 10));
  }

  private static int nice(String stat) {
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
  }

  /// Nobody works, so all wait until they give up.
  private static Workload workload(int chats) {
    return workload(chats, new Times.Exponential(600_000), 0);
  }

  /// They never do, and every half minute they are looked through.
  private static Workload endless() {
    return workload(Workload.CHATS_MAX - 1, Times.fixed(Times.NEVER), 1e-9);
  }

  private static Workload workload(int chats, Times patience, double deflection) {
    int quarters = DAYS * 24 * 4;
    Standing basic = new Standing("Basic", 1, 0, 480_000, false, List.of());
    TreeMap<String, Times> times = new TreeMap<>();
    times.put("Basic", patience);
    return new Workload(
        1_800_000_000_000L,
        DAYS * 24 * 3_600_000L,
        0,
        List.of(
            new ChatClass(
                basic,
                Line.GENERAL,
                Skills.NONE,
                new Arrivals.Rates(Collections.nCopies(quarters, (double) chats / quarters)))),
        times,
        times,
        0,
        Answering.AT_ONCE,
        deflection,
        List.of(),
        DeskRules.DEFAULT);
  }
}
