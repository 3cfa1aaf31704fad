package switchboard.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.tracing.Traced;

/// How committed entries travel from the leader to the followers: news, which fit into one message of the bus.
final class EntryCodec {
  private static final int EVENTS_BYTES_MAX = Bus.MESSAGE_BYTES_MAX / 2;

  private EntryCodec() {}

  /// Hands over the messages that carry these entries, in order.
  ///
  /// @param traced those of the entries that are followed
  static void write(
      String leader,
      long term,
      long newest,
      List<Entry> entries,
      List<Traced> traced,
      Consumer<byte[]> message) {
    int from = 0;
    do {
      ByteArrayOutputStream events = new ByteArrayOutputStream(256);
      int to = from;
      try (DataOutputStream out = new DataOutputStream(events)) {
        while (to < entries.size() && (to == from || events.size() < EVENTS_BYTES_MAX)) {
          writeEntry(entries.get(to++), out);
        }
        if (!traced.isEmpty()) {
          writeTraced(traced, entries.subList(from, to), out);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      message.accept(news(leader, term, newest, to - from, events));
      from = to;
    } while (from < entries.size());
  }

  private static byte[] news(
      String leader, long term, long newest, int count, ByteArrayOutputStream entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(leader);
      out.writeLong(term);
      out.writeLong(newest);
      out.writeInt(count);
      entries.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Behind the entries, where a reader who knows nothing of it has stopped.
  private static void writeTraced(List<Traced> traced, List<Entry> entries, DataOutputStream out)
      throws IOException {
    for (Traced one : traced) {
      long first = entries.getFirst().sequence();
      if (first <= one.first() && one.first() < first + entries.size()) {
        out.writeLong(one.first());
        out.writeLong(one.last());
        out.writeUTF(one.span().context());
      }
    }
  }

  /// @throws NewerJournal a newer version of the program sent it
  /// @throws IllegalStateException this version of the program cannot read it
  static News read(byte[] message) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      String leader = in.readUTF();
      long term = in.readLong();
      long newest = in.readLong();
      int count = in.readInt();
      List<Entry> entries = new ArrayList<>(Math.clamp(count, 0, 1_024));
      for (int i = 0; i < count; i++) {
        entries.add(readEntry(in));
      }
      List<News.Followed> followed = new ArrayList<>(0);
      while (in.available() > 0) {
        followed.add(new News.Followed(in.readLong(), in.readLong(), in.readUTF()));
      }
      return new News(leader, term, newest, entries, followed);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read entries from the bus", e);
    }
  }

  private static void writeEntry(Entry entry, DataOutputStream out) throws IOException {
    out.writeLong(entry.sequence());
    out.writeLong(entry.atMs());
    writeActor(entry.by(), out);
    writeNullable(entry.request(), out);
    out.writeLong(entry.conversation());
    out.writeInt(entry.position());
    out.writeUTF(EventCodec.type(entry.event()));
    out.writeInt(EventCodec.VERSION);
    writeBytes(EventCodec.write(entry.event()), out);
  }

  private static Entry readEntry(DataInputStream in) throws IOException {
    return new Entry(
        in.readLong(),
        in.readLong(),
        readActor(in),
        readNullable(in),
        in.readLong(),
        in.readInt(),
        EventCodec.read(in.readUTF(), in.readInt(), readBytes(in)));
  }

  static void writeActor(Actor actor, DataOutputStream out) throws IOException {
    out.writeUTF(actor.kind().name());
    out.writeUTF(actor.id());
    out.writeUTF(actor.name());
  }

  static Actor readActor(DataInputStream in) throws IOException {
    return new Actor(Actor.Kind.valueOf(in.readUTF()), in.readUTF(), in.readUTF());
  }

  static void writeNullable(@Nullable String text, DataOutputStream out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  static @Nullable String readNullable(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
