package switchboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;

@Timeout(10)
class ReplicaTest {
  private final List<RuntimeException> faults = Collections.synchronizedList(new ArrayList<>());
  private final LoopMetrics metrics = new LoopMetrics();
  private final Replica replica =
      new Replica(
          new Desk(DeskRules.DEFAULT),
          new RecentEntries(1_000),
          new Snapshots(new MemoryJournal(), 1_000, 0, metrics, Threads.MACHINE),
          metrics,
          Threads.MACHINE,
          faults::add);

  @Test
  void aStepThatFailsIsAFaultAndTheStepsAfterItAreRun() throws Exception {
    RuntimeException fault = new IllegalStateException("a step's fault");
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    replica.start();
    replica.run(
        () -> {
          throw fault;
        });
    replica.runAndWait(() -> ran.add("handed in after the fault"));
    replica.close();
    assertThat(faults).containsExactly(fault);
    assertThat(ran).containsExactly("handed in after the fault");
  }
}
