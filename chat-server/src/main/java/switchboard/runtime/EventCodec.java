package switchboard.runtime;

import switchboard.desk.vocabulary.Event;

/// How an event is written in the journal: its variant's name, the version of this form, and its components as a JSON object in UTF-8.
///
/// The journal is kept for ever, so whatever any version wrote must stay readable: a variant is never renamed, and a component that is new has
/// a meaning when it is absent. `journal-golden.jsonl` among the tests holds what each version wrote.
public final class EventCodec {
  /// Grows only when an older reader would misread what is written now.
  public static final int VERSION = 1;

  /// Of the journal as a whole. Grows with every event that the program before cannot read: with a variant that is new, and with `VERSION`.
  public static final int FORMAT = 4;

  private static final VariantJson<Event> JSON = new VariantJson<>(Event.class, "event");

  private EventCodec() {}

  /// The variant's name: "Posted".
  public static String type(Event event) {
    return JSON.type(event);
  }

  /// The event's components as JSON, in UTF-8, never with U+0000.
  public static byte[] write(Event event) {
    return JSON.write(event);
  }

  /// @throws NewerJournal a newer version of the program wrote it
  /// @throws IllegalStateException it is damaged
  public static Event read(String type, int version, byte[] json) {
    if (version > VERSION || !JSON.knows(type)) {
      throw new NewerJournal(
          "the journal holds an event of type %s in version %d of its form".formatted(type, version));
    }
    return JSON.read(type, json);
  }
}
