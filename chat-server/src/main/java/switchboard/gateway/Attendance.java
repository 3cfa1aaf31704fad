package switchboard.gateway;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.routing.Agent;
import switchboard.gateway.Circle.Member;
import switchboard.gateway.Delivery.Frame;
import switchboard.protocol.AgentView;
import switchboard.protocol.Limits;
import switchboard.protocol.ServerMessage;

/// Who is connected now, and which sessions are shown which conversation. Used in the desk's steps only.
final class Attendance {
  private final Outbox outbox;
  private final Map<String, Group> customers = new HashMap<>();
  private final Map<String, Group> staff = new HashMap<>();
  private final LongObjectMap<Circle> circles = new LongObjectHashMap<>();
  private final Set<Session> watchers = new LinkedHashSet<>();
  private Predicate<String> elsewhere = _ -> false;

  /// All sessions of one person.
  static final class Group {
    private final List<Session> sessions = new ArrayList<>(1);
    /// The own state that an agent was last told.
    private @Nullable AgentView told;

    List<Session> sessions() {
      return sessions;
    }

    /// @return whether this is news to the agent
    boolean isNews(AgentView now) {
      if (now.equals(told)) {
        return false;
      }
      told = now;
      return true;
    }
  }

  Attendance(Outbox outbox) {
    this.outbox = outbox;
  }

  /// Who tells whether a customer is connected to another node.
  void askElsewhere(Predicate<String> isElsewhere) {
    elsewhere = isElsewhere;
  }

  // --- people ---

  /// The person's group with the session in it, or null when that person has so many already.
  @Nullable Group enter(Session session, int sessionsMax) {
    Group group =
        groups(session).computeIfAbsent(session.self().actor().id(), _ -> new Group());
    if (group.sessions.size() >= sessionsMax) {
      return null;
    }
    group.sessions.add(session);
    session.setEntered();
    return group;
  }

  /// Takes a session from all lists.
  ///
  /// @return whether it was the last of its person
  boolean leave(Session session) {
    for (Circle circle : session.circles()) {
      circle.leave(session);
      dropIfEmpty(circle);
    }
    session.circles().clear();
    watchers.remove(session);
    String person = session.self().actor().id();
    Group group = groups(session).get(person);
    if (group == null || !group.sessions.remove(session) || !group.sessions.isEmpty()) {
      return false;
    }
    groups(session).remove(person);
    return true;
  }

  private Map<String, Group> groups(Session session) {
    return session.audience() == Audience.CUSTOMER ? customers : staff;
  }

  /// The customers who are connected here, as they come and go.
  Set<String> customersHere() {
    return Collections.unmodifiableSet(customers.keySet());
  }

  boolean isHere(String customer) {
    return customers.containsKey(customer);
  }

  List<Session> ofCustomer(String customer) {
    return sessions(customers.get(customer));
  }

  List<Session> ofStaff(String account) {
    return sessions(staff.get(account));
  }

  private static List<Session> sessions(@Nullable Group group) {
    return group == null ? List.of() : group.sessions;
  }

  @Nullable Group staffGroup(String account) {
    return staff.get(account);
  }

  boolean hasStaff() {
    return !staff.isEmpty();
  }

  void each(Consumer<Session> reader) {
    customers.values().forEach(group -> group.sessions.forEach(reader));
    eachOfStaff(reader);
  }

  void eachOfStaff(Consumer<Session> reader) {
    staff.values().forEach(group -> group.sessions.forEach(reader));
  }

  /// Those who watch the board.
  Set<Session> watchers() {
    return watchers;
  }

  /// What a person's sessions are shown without asking: a customer's conversations as far as they are open or recent, those that an agent holds
  /// or has joined.
  static List<Conversation> conversationsOf(Session session, DeskView view) {
    String person = session.self().actor().id();
    if (session.audience() == Audience.CUSTOMER) {
      return recent(view.conversationsOf(person));
    }
    Agent agent = view.agent(person);
    List<Conversation> held = new ArrayList<>(view.joinedBy(person));
    for (long number : agent == null ? List.<Long>of() : agent.held()) {
      Conversation conversation = view.conversation(number);
      if (conversation != null) {
        held.add(conversation);
      }
    }
    return held;
  }

  /// All that are open, and of those that are over the newest: as many together as a client can resume.
  private static List<Conversation> recent(List<Conversation> all) {
    int dropped = all.size() - Limits.POSITIONS_MAX;
    if (dropped <= 0) {
      return all;
    }
    List<Conversation> kept = new ArrayList<>(all.size());
    for (Conversation conversation : all) {
      if (dropped > 0 && conversation.isClosed() && !conversation.hasOpenTicket()) {
        dropped--;
      } else {
        kept.add(conversation);
      }
    }
    return kept;
  }

  // --- circles ---

  @Nullable Circle circle(long conversation) {
    return circles.get(conversation);
  }

  /// From here on the session hears of the conversation what comes after the snapshot of this moment.
  void show(Session session, Conversation conversation, boolean takesPart) {
    Circle circle = circles.get(conversation.number());
    if (circle == null) {
      circle = new Circle(conversation.number());
      circles.put(conversation.number(), circle);
    }
    circle.join(session, takesPart, conversation.position());
    // The snapshot carries no place; a waiting customer is told it anew.
    circle.setPlace(null);
    outbox.add(session, new Delivery.Shown(conversation.number(), true));
  }

  /// An agent's session no longer takes part; it goes on reading if it asked to.
  ///
  /// @return whether it is no longer shown the conversation
  boolean stopTakingPart(Circle circle, Member member) {
    return hideIf(circle.stopTakingPart(member), circle, member.session());
  }

  /// @return whether the session is no longer shown the conversation
  boolean stopFollowing(Circle circle, Member member) {
    return hideIf(circle.stopFollowing(member), circle, member.session());
  }

  private boolean hideIf(boolean left, Circle circle, Session session) {
    if (left) {
      outbox.add(session, new Delivery.Shown(circle.conversation(), false));
      dropIfEmpty(circle);
    }
    return left;
  }

  /// The desk has let the conversation go. What is on a screen may stay there, but nothing more will come.
  void forget(Circle circle) {
    for (Member member : circle.members()) {
      member.session().circles().remove(circle);
      outbox.add(member.session(), new Delivery.Shown(circle.conversation(), false));
    }
    circles.remove(circle.conversation());
  }

  private void dropIfEmpty(Circle circle) {
    if (circle.isEmpty()) {
      circles.remove(circle.conversation());
    }
  }

  // --- presence ---

  /// Tells everybody who is shown the conversation which of its sides is connected.
  void tellPresence(Conversation conversation, DeskView view) {
    Circle circle = circles.get(conversation.number());
    if (circle != null && !conversation.isClosed()) {
      Frame frame = presence(conversation, view);
      circle.members().forEach(member -> outbox.add(member.session(), frame));
    }
  }

  Frame presence(Conversation conversation, DeskView view) {
    String customer = conversation.customer().id();
    Agent agent = conversation.heldBy() == null ? null : view.agent(conversation.heldBy());
    return Frame.ephemeral(
        new ServerMessage.Presence(
            conversation.number(),
            isHere(customer) || elsewhere.test(customer),
            agent != null && agent.responds()));
  }
}
