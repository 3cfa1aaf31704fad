package switchboard.runtime;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.DeskImage;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Guest;
import switchboard.desk.conversation.Conversation.Marks;
import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Rating;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.conversation.Conversation.Ticket;
import switchboard.desk.conversation.Conversation.Why;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.desk.vocabulary.TicketState;

class SnapshotCodecTest {
  private static final OrderKey KEY = new OrderKey(1_000, 3, 7);
  private static final Line DNS = new Line("Support", Skills.of("dns:2"));
  private static final Explanation EXPLANATION =
      new Explanation(
          "Elite",
          1_000,
          2,
          0,
          3,
          Explanation.Reason.TIE,
          List.of(new Explanation.Rival("ben", "Ben", 1, 2)),
          List.of(new Explanation.Passed(3, List.of("dns:2"))));
  private static final List<Stage> STAGES =
      List.of(
          Stage.Launched.INSTANCE,
          new Stage.Waiting(KEY, 900, 0, null, 0),
          new Stage.Waiting(KEY, 900, 1_500, new Offer(4, "ana", "Ana", 2_000, new Why.Routed(EXPLANATION)), 5_000),
          new Stage.Assigned(
              "ana",
              "Ana",
              1_500,
              2,
              List.of(new Guest("sam", "Sam")),
              new Offer(5, "ben", "Ben", 2_000, new Why.Transferred("Ana"))),
          new Stage.WrapUp("ana", "Ana", 1_500, 1, 1_800, 2_400),
          new Stage.Closed(Outcome.TICKETED, "", "", 9_000));

  @Test
  void everyKindOfStateSurvives() throws IOException {
    assertThat(STAGES.stream().map(Object::getClass).collect(toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(Stage.class.getPermittedSubclasses()));
    DeskImage image = image(STAGES);
    assertThat(SnapshotCodec.read(SnapshotCodec.write(image))).isEqualTo(image);
  }

  @Test
  void anEmptyDeskSurvives() throws IOException {
    DeskImage image =
        new DeskImage(
            0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    assertThat(SnapshotCodec.read(SnapshotCodec.write(image))).isEqualTo(image);
  }

  @Test
  void otherBytesAreRefused() {
    byte[] half = SnapshotCodec.write(image(STAGES));
    assertThatThrownBy(() -> SnapshotCodec.read(Arrays.copyOf(half, half.length / 2)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> SnapshotCodec.read(new byte[] {1, 2, 3}))
        .isInstanceOf(IOException.class);
  }

  private static DeskImage image(List<Stage> stages) {
    List<Conversation> conversations =
        stages.stream().map(stage -> conversation(stages.indexOf(stage) + 1, stage)).toList();
    Agent agent =
        new Agent(
            "ana",
            new AgentProfile("Ana", true, 3, Skills.of("dns:3"), List.of("Support")),
            AgentState.AWAY,
            800,
            List.of("s1", "s2"),
            List.of("s2"),
            0,
            List.of(4L, 5L),
            List.of(4L),
            List.of(3L),
            1,
            1_500,
            List.of(new Agent.Cutoff(DNS, KEY, 2_500)));
    return new DeskImage(
        17,
        2_000,
        6,
        1,
        4,
        conversations,
        List.of(agent),
        List.of(new DeskImage.LastAgent("cora", "ana")),
        List.of("Support"),
        List.of("cora"),
        List.of(new DeskImage.Remembered(false, "cora", "request-1", 1, 1)));
  }

  private static Conversation conversation(long number, Stage stage) {
    boolean ticketed = stage instanceof Stage.Closed;
    return new Conversation(
        number,
        12,
        new Customer(
            "cora",
            "Cora 🙂",
            "cora@example.test",
            "o",
            "O",
            null,
            "s",
            "cora.test",
            "Large",
            List.of("production")),
        new Intake("Topic", "steps", "production", "today", "502", List.of("https://cora.test")),
        DNS,
        Skills.of("php"),
        true,
        "told all",
        new Standing("Elite", 3, 900_000, 60_000, false, List.of("phone"), true),
        500,
        stage,
        new Marks(4, 3),
        Marks.NONE,
        ticketed
            ? new Ticket(1, TicketState.ASSIGNED, "Topic", "ana", "Ana", 1_900, 1_950)
            : null,
        ticketed ? new Rating(4, "quick") : null);
  }
}
