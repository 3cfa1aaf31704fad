package switchboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.MarkKind;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Skills;
import switchboard.tracing.Key;
import switchboard.tracing.Span;
import switchboard.tracing.Step;
import switchboard.tracing.Traced;

/// What nodes send each other arrives as it was.
class CommandCodecTest {
  private static final CommandCodec.Place PLACE = new CommandCodec.Place("n1", 1L << 40, 7);
  private static final Actor CORA = new Actor(Actor.Kind.CUSTOMER, "cora", "Çora \uD83D\uDE80");

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  static List<Command> commands() {
    return List.of(
        DeskNodeTest.launch(CORA),
        new Command.ReviseIntake(
            7,
            new Intake("t", "u", "Live", "today", "x", List.of("a")),
            new Line("Support", Skills.of("dns:2")),
            Skills.of("php")),
        new Command.ReviseIntake(7, Intake.EMPTY, null, Skills.NONE),
        new Command.CustomerCame(),
        new Command.CustomerWent(),
        new Command.Rate(7, 4, "quick"),
        new Command.Post(7, "Grüße, \"quoted\"\n\uD83D\uDE80", true),
        new Command.Mark(7, MarkKind.READ, 3),
        new Command.OpenTicket(7, "subject"),
        new Command.CloseConversation(7),
        new Command.OpenSession("n-1", 3, Skills.of("dns", "mail"), List.of()),
        new Command.CloseSession("n-1"),
        new Command.HearSession("n-1", false),
        new Command.SetState(AgentState.AVAILABLE),
        new Command.AcceptOffer(9),
        new Command.DeclineOffer(9, "busy"),
        new Command.EndWrapUp(7),
        new Command.ChangeWants(7, new Line("", Skills.of("dns:2")), Skills.NONE),
        new Command.TransferToAgent(7, "ben", "DNS is set"),
        new Command.TransferToQueue(7, "Billing", "an invoice"),
        new Command.Weigh(7, 2),
        new Command.AssignChat(7, null),
        new Command.AssignChat(7, "ana"),
        new Command.Boost(7),
        new Command.Join(7, true),
        new Command.MarkVip(7, true),
        new Command.Monitor(7),
        new Command.PauseQueue("Billing", true),
        new Command.AssignTicket(7, null),
        new Command.AssignTicket(7, "ana"),
        new Command.ResolveTicket(7),
        new Command.DisableAgent("ana"),
        new Command.KeepSessions(List.of("n", "m")),
        new Command.Tick());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandArrivesAsItWas(Command command) {
    for (String request : new String[] {null, "r-1"}) {
      for (String trace : new String[] {null, TRACE}) {
        assertThat(CommandCodec.read(CommandCodec.write(CORA, request, command, PLACE, trace)))
            .isEqualTo(new CommandCodec.Sent(CORA, request, command, PLACE, trace));
      }
    }
  }

  @Test
  void thereIsAnExampleOfEveryCommand() {
    assertThat(commands().stream().map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(Stream.of(Command.class.getPermittedSubclasses()).collect(Collectors.toSet()));
  }

  static List<Reply> replies() {
    List<Reply> replies = new ArrayList<>();
    replies.add(new Reply.Done(7, 3));
    replies.add(new Reply.Unavailable(1_000));
    for (Rejection.Code code : Rejection.Code.values()) {
      replies.add(new Reply.Refused(new Rejection(code, "Because of " + code)));
    }
    return replies;
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplyArrivesAsItWas(Reply reply) {
    assertThat(CommandCodec.readReply(CommandCodec.write(reply, 1L << 40)))
        .isEqualTo(new CommandCodec.Answered(reply, 1L << 40));
  }

  @Test
  void whatIsNoCommandIsRefused() {
    byte[] command = CommandCodec.write(CORA, "r", new Command.Tick(), PLACE, null);
    for (int length = 0; length < command.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(command, length);
      assertThatThrownBy(() -> CommandCodec.read(cut)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void entriesArriveAsTheyWereInAsManyMessagesAsTheyNeed() {
    List<Entry> entries =
        IntStream.rangeClosed(11, 410)
            .mapToObj(
                i ->
                    new Entry(
                        i, 1_000 + i, CORA, i % 2 == 0 ? null : "r" + i, 5, i,
                        new Event.Posted("é".repeat(4_000), false)))
            .toList();
    List<News> heard = new ArrayList<>();
    EntryCodec.write(
        "node",
        7,
        410,
        entries,
        List.of(),
        message -> {
          assertThat(message.length).isLessThanOrEqualTo(Bus.MESSAGE_BYTES_MAX);
          heard.add(EntryCodec.read(message));
        });
    assertThat(heard).hasSizeGreaterThan(1).allMatch(news -> news.term() == 7 && news.newest() == 410);
    assertThat(heard.stream().flatMap(news -> news.entries().stream()).toList()).isEqualTo(entries);
  }

  @Test
  void whatIsFollowedArrivesWithItsEntries() {
    List<Entry> entries =
        IntStream.rangeClosed(11, 40)
            .mapToObj(
                i -> new Entry(i, 1_000 + i, CORA, null, 5, i, new Event.Posted("é".repeat(20_000), false)))
            .toList();
    List<Traced> traced = List.of(new Traced(12, 13, new Elsewhere()), new Traced(40, 40, new Elsewhere()));
    List<News> heard = new ArrayList<>();
    EntryCodec.write("node", 7, 40, entries, traced, message -> heard.add(EntryCodec.read(message)));
    assertThat(heard).hasSizeGreaterThan(1);
    assertThat(heard.getFirst().followed()).containsExactly(new News.Followed(12, 13, TRACE));
    assertThat(heard.getLast().followed()).containsExactly(new News.Followed(40, 40, TRACE));
  }

  /// A span that can only be gone on from.
  private record Elsewhere() implements Span {
    @Override
    public Span child(Step step) {
      return this;
    }

    @Override
    public Span set(Key key, long value) {
      return this;
    }

    @Override
    public Span set(Key key, String value) {
      return this;
    }

    @Override
    public String context() {
      return TRACE;
    }

    @Override
    public String trace() {
      return TRACE;
    }

    @Override
    public void end() {}
  }

  @Test
  void aSignOfLifeHasNoEntries() {
    List<News> heard = new ArrayList<>();
    EntryCodec.write(
        "node", 7, 410, List.of(), List.of(), message -> heard.add(EntryCodec.read(message)));
    assertThat(heard).containsExactly(new News("node", 7, 410, List.of()));
  }

  @Test
  void newsTellAFollowerWhatIsNewAndWhatItMissed() {
    List<Entry> entries =
        IntStream.rangeClosed(5, 8)
            .mapToObj(i -> new Entry(i, 0, CORA, null, 1, i, new Event.Posted("m", false)))
            .toList();
    News news = new News("node", 1, 8, entries);
    assertThat(news.leavesGapAfter(3)).isTrue();
    assertThat(news.leavesGapAfter(4)).isFalse();
    assertThat(news.after(4)).isEqualTo(entries);
    assertThat(news.after(6)).isEqualTo(entries.subList(2, 4));
    assertThat(news.after(9)).isEmpty();
    News life = new News("node", 1, 8, List.of());
    assertThat(life.leavesGapAfter(7)).isTrue();
    assertThat(life.leavesGapAfter(8)).isFalse();
  }
}
