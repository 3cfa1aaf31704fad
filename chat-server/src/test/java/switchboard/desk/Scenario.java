package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;

/// The language of the desk's specifications: the steps of `Play`, and expectations, which fail the test when they do not hold.
///
/// ```
/// queue    Cora Bo                           who waits, first in order first (ringing ones included)
/// rings    Cora Ana                          the chat's live offer; - for nobody
/// held     Ana Cora Bo                       what takes the agent's slots; - for nothing
/// guests   Cora Sam                          who takes part beside the agent; - for nobody
/// state    Ana away
/// stage    Cora queued|offered|assigned|wrap_up|closed|resolved|abandoned|ticketed|forgotten
/// tickets  Cora open|assigned|answered|resolved|-
/// rated    Cora 4 [kind]                     - for not at all
/// refused  <code> <step>                     the step is refused with that code and changes nothing
/// same     <step>                            the step is carried out and changes nothing
/// ```
final class Scenario {
  private final Play play;
  private int line;

  private Scenario(DeskRules rules) {
    play = new Play(rules);
  }

  static Scenario check(String steps) {
    return check(Play.RULES, steps);
  }

  static Scenario check(DeskRules rules, String steps) {
    Scenario scenario = new Scenario(rules);
    for (String step : steps.strip().split("\n")) {
      scenario.line++;
      if (!step.isBlank()) {
        scenario.run(step.strip());
      }
    }
    return scenario;
  }

  Desk desk() {
    return play.desk();
  }

  List<Entry> journal() {
    return play.journal();
  }

  private void run(String step) {
    List<String> words = Arrays.asList(step.split("\\s+"));
    String at = "line " + line + ": " + step;
    switch (words.getFirst()) {
      case "queue" -> assertThat(queue()).as(at).isEqualTo(rest(words, 1));
      case "rings" -> assertThat(ringsAt(words.get(1))).as(at).isEqualTo(words.get(2));
      case "held" -> assertThat(heldBy(words.get(1))).as(at).isEqualTo(rest(words, 2));
      case "guests" -> assertThat(guestsOf(words.get(1))).as(at).isEqualTo(rest(words, 2));
      case "state" ->
          assertThat(agent(words.get(1)).state()).as(at).isEqualTo(state(words.get(2)));
      case "stage" -> assertThat(stageNames(words.get(1))).as(at).contains(words.get(2));
      case "tickets" -> assertThat(ticketOf(words.get(1))).as(at).isEqualTo(words.get(2));
      case "rated" -> assertThat(ratingOf(words.get(1))).as(at).isEqualTo(rest(words, 2));
      case "refused" -> {
        Decision decision = play.carryOut(words.subList(2, words.size()));
        assertThat(decision).as(at).isInstanceOf(Decision.Rejected.class);
        assertThat(((Decision.Rejected) decision).rejection().code().name().toLowerCase())
            .as(at)
            .isEqualTo(words.get(1));
      }
      case "same" -> {
        Decision decision = play.carryOut(words.subList(1, words.size()));
        assertThat(decision).as(at).isInstanceOf(Decision.Accepted.class);
        assertThat(((Decision.Accepted) decision).entries()).as(at).isEmpty();
      }
      default ->
          assertThat(play.carryOut(words)).as(at).isInstanceOf(Decision.Accepted.class);
    }
  }

  private Agent agent(String who) {
    Agent agent = play.desk().view().agent(who);
    assertThat(agent).as("agent " + who).isNotNull();
    return agent;
  }

  private static AgentState state(String word) {
    return AgentState.valueOf(word.toUpperCase());
  }

  private String queue() {
    String names =
        StreamSupport.stream(play.desk().view().waiting().spliterator(), false)
            .map(waiting -> play.name(waiting.number()))
            .collect(Collectors.joining(" "));
    return names.isEmpty() ? "-" : names;
  }

  private String ringsAt(String chat) {
    Conversation held = play.desk().view().conversation(play.chat(chat));
    return held != null && held.offer() != null ? held.offer().agent() : "-";
  }

  private String heldBy(String who) {
    String names =
        agent(who).held().stream().map(play::name).collect(Collectors.joining(" "));
    return names.isEmpty() ? "-" : names;
  }

  private String guestsOf(String chat) {
    Conversation held = play.desk().view().conversation(play.chat(chat));
    String names =
        held == null
            ? ""
            : held.guests().stream()
                .map(Conversation.Guest::name)
                .collect(Collectors.joining(" "));
    return names.isEmpty() ? "-" : names;
  }

  private List<String> stageNames(String chat) {
    Conversation held = play.desk().view().conversation(play.chat(chat));
    if (held == null) {
      return List.of("forgotten");
    }
    return switch (held.stage()) {
      case Stage.Launched _ -> List.of("launched");
      case Stage.Waiting w -> List.of(w.offer() == null ? "queued" : "offered");
      case Stage.Assigned _ -> List.of("assigned");
      case Stage.WrapUp _ -> List.of("wrap_up");
      case Stage.Closed c -> List.of("closed", c.outcome().name().toLowerCase());
    };
  }

  private String ticketOf(String chat) {
    Conversation held = play.desk().view().conversation(play.chat(chat));
    return held == null || held.ticket() == null
        ? "-"
        : held.ticket().state().name().toLowerCase();
  }

  private String ratingOf(String chat) {
    Conversation held = play.desk().view().conversation(play.chat(chat));
    return held == null || held.rating() == null
        ? "-"
        : (held.rating().score() + " " + held.rating().comment()).strip();
  }

  private static String rest(List<String> words, int from) {
    return String.join(" ", words.subList(from, words.size()));
  }
}
