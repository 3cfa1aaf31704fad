package switchboard.bench.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import switchboard.bench.crash.Participant.Acknowledged;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ConversationEvent;

/// Reads a whole journal with rules of its own, not the desk's, and compares what every participant was told with it.
final class JournalCheck {
  private enum Place {
    LAUNCHED,
    WAITING,
    ASSIGNED,
    WRAP_UP,
    CLOSED,
    FORGOTTEN
  }

  private static final class Chat {
    final List<Entry> entries = new ArrayList<>();
    Place place = Place.LAUNCHED;
    long offer;
    String agent = "";
  }

  private static final class Member {
    int capacity;
    final Set<Long> heavy = new HashSet<>();
    final Set<Long> held = new HashSet<>();
    final Set<Long> reserved = new HashSet<>();
  }

  private record Asked(String by, String request) {}

  private final Findings findings;
  private final Map<Long, Chat> chats = new HashMap<>();
  private final Map<String, Member> agents = new HashMap<>();
  private final Map<Asked, Entry> byRequest = new HashMap<>();
  private long entries;
  private long atMs;
  private long lastOffer;
  private long lastConversation;
  private long lastTicket;
  private long messages;

  JournalCheck(Findings findings) {
    this.findings = findings;
  }

  long entries() {
    return entries;
  }

  long messages() {
    return messages;
  }

  long conversations() {
    return chats.size();
  }

  // --- the journal alone ---

  /// To be called for each entry in order.
  void read(Entry entry) {
    expect(entry.sequence() == entries + 1, entry, "comes after entry %d", entries);
    expect(entry.atMs() >= atMs, entry, "is earlier than the one before, of %d", atMs);
    entries = entry.sequence();
    atMs = entry.atMs();
    if (entry.request() != null) {
      Entry earlier = byRequest.put(new Asked(entry.by().id(), entry.request()), entry);
      expect(earlier == null, entry, "carries out the request of %s again", earlier);
    }
    switch (entry.event()) {
      case Event.OfConversation event -> read(entry, event);
      case Event.AgentEnrolled event -> {
        Member member = member(event.agent());
        member.capacity = event.capacity();
      }
      case Event.OfQueue _ -> {}
      case Event.OfAgent event ->
          expect(agents.containsKey(event.agent()), entry, "is of an agent that nobody enrolled");
    }
  }

  private void read(Entry entry, Event.OfConversation event) {
    if (event instanceof Event.Launched) {
      expect(entry.conversation() == lastConversation + 1, entry, "skips a number");
      lastConversation = entry.conversation();
      chats.put(entry.conversation(), new Chat());
    }
    Chat chat = chats.get(entry.conversation());
    if (chat == null) {
      findings.add("%s is of a conversation that nobody launched", entry);
      return;
    }
    expect(entry.position() == chat.entries.size() + 1, entry, "leaves a gap in its conversation");
    chat.entries.add(entry);
    follow(entry, event, chat);
  }

  private void follow(Entry entry, Event.OfConversation event, Chat chat) {
    long number = entry.conversation();
    switch (event) {
      case Event.Launched _ -> {}
      case Event.Queued _ -> {
        expectPlace(entry, chat, Place.LAUNCHED, Place.ASSIGNED);
        release(chat, number);
        chat.place = Place.WAITING;
      }
      case Event.Offered e -> {
        expectPlace(entry, chat, Place.WAITING);
        offer(entry, chat, e.offer(), e.agent());
      }
      case Event.TransferOffered e -> {
        expectPlace(entry, chat, Place.ASSIGNED);
        offer(entry, chat, e.offer(), e.agent());
      }
      case Event.OfferEnded e -> {
        expectPlace(entry, chat, Place.WAITING, Place.ASSIGNED);
        expect(chat.offer == e.offer(), entry, "ends an offer that is not live");
        chat.offer = 0;
        expect(
            member(e.agent()).reserved.remove(number), entry, "ends somebody else's offer");
      }
      case Event.Assigned e -> {
        expectPlace(entry, chat, Place.WAITING, Place.ASSIGNED);
        expect(chat.offer == e.offer(), entry, "accepts an offer that is not live");
        release(chat, number);
        chat.offer = 0;
        chat.place = Place.ASSIGNED;
        chat.agent = e.agent();
        member(e.agent()).held.add(number);
        if (e.offer() > 0) {
          expect(
              member(e.agent()).reserved.remove(number), entry, "accepts somebody else's offer");
          expectCapacity(entry, e.agent());
        }
      }
      case Event.Weighed e -> {
        expectPlace(entry, chat, Place.ASSIGNED);
        if (e.weight() > 1) {
          member(chat.agent).heavy.add(number);
        } else {
          member(chat.agent).heavy.remove(number);
        }
      }
      case Event.Joined _, Event.Left _, Event.TransferredToQueue _ ->
          expectPlace(entry, chat, Place.ASSIGNED);
      case Event.Boosted _ -> expectPlace(entry, chat, Place.WAITING);
      case Event.WantsChanged _ -> expectPlace(entry, chat, Place.WAITING, Place.ASSIGNED);
      case Event.WrapUpBegan _ -> {
        expectPlace(entry, chat, Place.ASSIGNED);
        chat.place = Place.WRAP_UP;
      }
      case Event.Closed _ -> {
        expectPlace(
            entry, chat, Place.LAUNCHED, Place.WAITING, Place.ASSIGNED, Place.WRAP_UP);
        expect(chat.offer == 0, entry, "closes what is offered");
        release(chat, number);
        chat.place = Place.CLOSED;
      }
      case Event.Forgotten _ -> {
        expectPlace(entry, chat, Place.CLOSED);
        chat.place = Place.FORGOTTEN;
      }
      case Event.Rated _ -> expectPlace(entry, chat, Place.WRAP_UP, Place.CLOSED);
      case Event.PreferencesDropped _, Event.CustomerAbsent _, Event.CustomerBack _ ->
          expectPlace(entry, chat, Place.WAITING);
      case Event.TicketOpened e -> {
        expect(e.ticket() == lastTicket + 1, entry, "skips a number");
        lastTicket = e.ticket();
      }
      case Event.Posted _ -> messages++;
      case Event.Marked e ->
          expect(e.upTo() < entry.position(), entry, "marks what has not happened");
      case Event.VipMarked _, Event.Monitored _, Event.IntakeRevised _, Event.TicketAssigned _, Event.TicketResolved _ -> {}
    }
  }

  private void offer(Entry entry, Chat chat, long offer, String agent) {
    expect(chat.offer == 0, entry, "offers what is offered already");
    expect(offer == lastOffer + 1, entry, "skips a number");
    lastOffer = offer;
    chat.offer = offer;
    member(agent).reserved.add(entry.conversation());
    expectCapacity(entry, agent);
  }

  private void release(Chat chat, long number) {
    if (!chat.agent.isEmpty()) {
      member(chat.agent).held.remove(number);
      member(chat.agent).heavy.remove(number);
      chat.agent = "";
    }
  }

  private Member member(String agent) {
    return agents.computeIfAbsent(agent, _ -> new Member());
  }

  private void expectCapacity(Entry entry, String agent) {
    Member member = member(agent);
    expect(
        member.held.size() + member.heavy.size() + member.reserved.size() <= member.capacity,
        entry,
        "is more than agent %s can take: holds %s, is offered %s",
        agent,
        member.held,
        member.reserved);
  }

  private void expectPlace(Entry entry, Chat chat, Place... places) {
    expect(List.of(places).contains(chat.place), entry, "cannot happen to a chat that is %s", chat.place);
  }

  private void expect(boolean holds, Entry entry, String otherwise, @Nullable Object... arguments) {
    if (!holds) {
      findings.add("%s %s", entry, otherwise.formatted(arguments));
    }
  }

  // --- what people were told ---

  /// Compares a participant's answers and events with the journal, after all of it was read.
  void compare(Participant participant) {
    participant.acknowledged().forEach(answer -> compare(participant, answer));
    for (ClientMessage.Request request : participant.refused()) {
      if (byRequest.containsKey(new Asked(participant.id(), request.request()))) {
        findings.add("%s was refused %s, but it is in the journal", participant.name, request);
      }
    }
    compareOrder(participant);
    for (History history : participant.histories()) {
      compare(participant, history);
    }
  }

  private void compare(Participant participant, Acknowledged answer) {
    if (answer.sequence() == 0 && !(answer.request() instanceof ClientMessage.PostMessage)) {
      // nothing needed to change, or an agent's own state did
      return;
    }
    Entry entry = byRequest.get(new Asked(participant.id(), answer.request().request()));
    if (entry == null) {
      findings.add("%s: lost: %s", participant.name, answer);
    } else if (entry.conversation() != answer.conversation()
        || entry.position() != answer.sequence()) {
      findings.add("%s was told %s, but stored is %s", participant.name, answer, entry);
    } else if (answer.request() instanceof ClientMessage.PostMessage post
        && !entry.event().equals(new Event.Posted(post.text(), post.note()))) {
      findings.add("%s: changed: %s, stored is %s", participant.name, answer, entry);
    }
  }

  /// Messages stand in the order in which they were sent, unless one was turned away and sent again.
  private void compareOrder(Participant participant) {
    Map<Long, Integer> last = new HashMap<>();
    participant.acknowledged().stream()
        .filter(answer -> answer.request() instanceof ClientMessage.PostMessage)
        .filter(answer -> !answer.refusedBefore())
        .sorted((a, b) -> Long.compare(a.number(), b.number()))
        .forEach(
            answer -> {
              Integer before = last.put(answer.conversation(), answer.sequence());
              if (before != null && before >= answer.sequence()) {
                findings.add(
                    "%s: out of order: %s comes after one at %d",
                    participant.name, answer, before);
              }
            });
  }

  private void compare(Participant participant, History history) {
    Chat chat = chats.get(history.conversation());
    if (chat == null) {
      findings.add(
          "%s was shown conversation %d, which nobody launched",
          participant.name, history.conversation());
      return;
    }
    if (history.sequence() > chat.entries.size()) {
      findings.add(
          "%s was shown %d events of conversation %d, stored are %d",
          participant.name, history.sequence(), history.conversation(), chat.entries.size());
      return;
    }
    for (ConversationEvent event : history.events()) {
      if (!isSame(event, chat.entries.get(event.sequence() - 1))) {
        findings.add(
            "%s was shown %s, stored is %s",
            participant.name, event, chat.entries.get(event.sequence() - 1));
      }
    }
  }

  /// Whoever took part until the end holds all of it.
  void compareWhole(ChattingCustomer customer) {
    for (History history : customer.histories()) {
      Chat chat = chats.get(history.conversation());
      List<Event> stored =
          chat == null
              ? List.of()
              : chat.entries.stream()
                  .map(Entry::event)
                  .filter(event -> !(event instanceof Event.Forgotten))
                  .toList();
      if (history.sequence() < stored.size()) {
        findings.add(
            "%s holds %d events of conversation %d, stored is more: %s",
            customer.name,
            history.sequence(),
            history.conversation(),
            stored.subList(history.sequence(), stored.size()));
      }
    }
  }

  private static boolean isSame(ConversationEvent event, Entry entry) {
    if (event.atMs() != entry.atMs() || event.sequence() != entry.position()) {
      return false;
    }
    return switch (event.change()) {
      case Change.Message message ->
          entry.event() instanceof Event.Posted posted
              && posted.text().equals(message.text())
              && posted.note() == message.note()
              && entry.by().id().equals(event.by().id());
      case Change.Hidden _ ->
          !(entry.event() instanceof Event.Posted posted) || posted.note();
      default -> !(entry.event() instanceof Event.Posted);
    };
  }
}
