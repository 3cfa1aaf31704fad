package switchboard.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.runtime.Journal;

/// Entries for tests of storage; an entry's time is 1,000 ms and its sequence.
final class Entries {
  private static final Actor CUSTOMER = new Actor(Actor.Kind.CUSTOMER, "c-1", "Zoë 🙂");

  private Entries() {}

  static Journal.Batch batch(List<Entry> entries) {
    return new Journal.Batch(UUID.randomUUID(), entries);
  }

  static Entry of(long sequence, long conversation, int position, Event event) {
    return new Entry(
        sequence, 1_000 + sequence, CUSTOMER, "r-" + sequence, conversation, position, event);
  }

  /// Messages with these sequences, all there is of conversation 7.
  static List<Entry> posts(long from, long upTo) {
    return LongStream.rangeClosed(from, upTo)
        .mapToObj(at -> of(at, 7, (int) at, new Event.Posted("message " + at, false)))
        .toList();
  }

  static Entry launched(long sequence, long conversation) {
    Customer customer =
        new Customer(
            "c-" + conversation, "Zoë", "zoe@example.test", "o-1", "Zoë's Shop", null, "s-1",
            "shop.test", "Basic", List.of("live"));
    Intake intake = new Intake("Site is down", "", "live", "", "502", List.of());
    Standing standing = new Standing("Basic", 1, 0, 300_000, false, List.of());
    return of(
        sequence, conversation, 1, new Event.Launched(customer, intake, Line.GENERAL, Skills.NONE, standing));
  }

  static List<Entry> replayed(Journal journal) throws Journal.Unavailable {
    List<Entry> entries = new ArrayList<>();
    journal.replay(0, entries::add);
    return entries;
  }
}
