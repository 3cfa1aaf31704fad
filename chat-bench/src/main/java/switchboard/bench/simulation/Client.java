package switchboard.bench.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Sessions;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.runtime.Reply;

/// A customer or agent at a browser: connected to one node, and when that does not answer to another one, where all that is unanswered is sent
/// again, in its order, as the same requests.
final class Client {
  private static final long RECONNECT_MS_MIN = 200;
  private static final long RECONNECT_MS_MAX = 1_500;

  /// A node that does not answer for so long is left.
  private static final long PATIENCE_MS = 7_000;

  private static final Standing STANDING =
      new Standing("Basic", 1, 0, 480_000, false, List.of());

  private final NodesSimulation simulation;
  private final Timeline timeline;
  private final Actor actor;
  private final Map<String, Open> outbox = new LinkedHashMap<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private @Nullable NodeProcess node;
  private int connection;
  private long lastArrivalNanos;
  private int requests;
  private long conversation;

  private static final class Open {
    final String request;
    final Command command;
    final int number;
    boolean turnedAway; // by the node that the client is at

    Open(String request, Command command, int number) {
      this.request = request;
      this.command = command;
      this.number = number;
    }
  }

  private record Acknowledged(Open open, long conversation, int position) {}

  Client(NodesSimulation simulation, Actor actor) {
    this.simulation = simulation;
    timeline = simulation.timeline();
    this.actor = actor;
    if (actor.isCustomer()) {
      Customer customer =
          new Customer(
              actor.id(), actor.name(), actor.id() + "@example.org", "o1", "Org", null, "s1",
              "example.org", "Basic", List.of());
      ask(new Command.LaunchChat(customer, Intake.EMPTY, Line.GENERAL, Skills.NONE, STANDING));
    } else {
      ask(new Command.SetState(AgentState.AVAILABLE));
    }
  }

  // --- the connection ---

  void connect() {
    NodeProcess chosen = simulation.anyNode();
    if (!chosen.isOpen()) {
      reconnect();
      return;
    }
    node = chosen;
    connection++;
    timeline.say("%s connects to %s: %s", actor.id(), chosen, outbox.keySet());
    if (actor.isStaff()) {
      openSession(chosen, connection);
    }
    outbox.values().forEach(this::send);
  }

  private void openSession(NodeProcess at, int over) {
    if (over != connection || node == null) {
      return;
    }
    String session = Sessions.name(at.name(), 10L * connection + Integer.parseInt(actor.id().substring(1)));
    arrive(
        () ->
            at.submit(
                actor,
                null,
                new Command.OpenSession(session, 2, Skills.NONE, List.of()),
                reply -> {
                  if (reply instanceof Reply.Unavailable(long ms)) {
                    timeline.after(Timeline.ms(ms), () -> openSession(at, over));
                  }
                }));
  }

  private void reconnect() {
    timeline.after(
        Timeline.ms(timeline.between(RECONNECT_MS_MIN, RECONNECT_MS_MAX)),
        () -> {
          if (node == null) {
            connect();
          }
        });
  }

  void nodeDied(NodeProcess dead) {
    if (node == dead) {
      lost();
    }
  }

  void lost() {
    if (node != null) {
      node = null;
      connection++;
      reconnect();
    }
  }

  /// In the order in which it was sent.
  private void arrive(Runnable arrives) {
    lastArrivalNanos =
        Math.max(lastArrivalNanos, timeline.nowNanos() + timeline.between(50_000, 900_000));
    timeline.at(lastArrivalNanos, arrives);
  }

  private void send(Open open) {
    NodeProcess at = node;
    int over = connection;
    if (at == null) {
      return;
    }
    arrive(() -> at.submit(actor, open.request, open.command, reply -> replied(over, open, reply)));
    timeline.after(
        Timeline.ms(PATIENCE_MS),
        () -> {
          if (connection == over && outbox.containsKey(open.request) && !open.turnedAway) {
            timeline.say("%s leaves %s", actor.id(), at);
            lost();
          }
        });
  }

  private void replied(int over, Open open, Reply reply) {
    timeline.after(
        timeline.between(50_000, 900_000),
        () -> {
          if (connection == over && outbox.containsKey(open.request)) {
            take(over, open, reply);
          }
        });
  }

  private void take(int over, Open open, Reply reply) {
    switch (reply) {
      case Reply.Done(long number, int position) -> {
        outbox.remove(open.request);
        acknowledged.add(new Acknowledged(open, number, position));
        timeline.say("%s: %s is done, as %d in %d", actor.id(), open.request, position, number);
        if (open.command instanceof Command.LaunchChat) {
          conversation = number;
        }
      }
      case Reply.Refused refused -> {
        outbox.remove(open.request);
        timeline.say("%s: %s is refused: %s", actor.id(), open.request, refused.rejection());
      }
      case Reply.Unavailable(long retryAfterMs) -> {
        timeline.say("%s: %s is turned away", actor.id(), open.request);
        open.turnedAway = true;
        timeline.after(
            Timeline.ms(retryAfterMs),
            () -> {
              if (connection == over && outbox.containsKey(open.request)) {
                send(open);
              }
            });
      }
    }
  }

  // --- what it asks ---

  private void ask(Command command) {
    String request = actor.id() + "-" + ++requests;
    timeline.say("%s at %s asks %s: %s", actor.id(), String.valueOf(node), request, command);
    Open open = new Open(request, command, requests);
    outbox.put(request, open);
    send(open);
  }

  void say() {
    if (conversation != 0) {
      ask(new Command.Post(conversation, "line " + (requests + 1), false));
    }
  }

  void offered(String agent, long offer) {
    if (agent.equals(actor.id())) {
      timeline.after(
          Timeline.ms(timeline.between(1, 2_000)), () -> ask(new Command.AcceptOffer(offer)));
    }
  }

  void assigned(String agent, long number) {
    if (agent.equals(actor.id())) {
      conversation = number;
    }
  }

  boolean isAnswered() {
    return outbox.isEmpty();
  }

  String standing() {
    return "%s at %s waits for %s".formatted(actor.id(), String.valueOf(node), outbox.keySet());
  }

  // --- what must hold ---

  /// Messages stand in the order in which they were sent, unless one was turned away, whether its client ever heard of it or not.
  void checkOrder() {
    List<Acknowledged> posts =
        acknowledged.stream()
            .filter(one -> one.open().command instanceof Command.Post && !simulation.turnedAway(one.open().request))
            .sorted((a, b) -> Integer.compare(a.open().number, b.open().number))
            .toList();
    Map<Long, Acknowledged> last = new LinkedHashMap<>();
    for (Acknowledged post : posts) {
      Acknowledged before = last.put(post.conversation(), post);
      if (before != null && before.position() >= post.position()) {
        simulation.found(
            "%s was sent before %s, and stands at %d, after %d",
            before.open().request, post.open().request, before.position(), post.position());
      }
    }
  }
}
