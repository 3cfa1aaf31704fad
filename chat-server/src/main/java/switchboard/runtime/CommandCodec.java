package switchboard.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Rejection;

/// How a command travels from the node where it came in to the one that leads, and its reply back.
public final class CommandCodec {
  /// In place of a sequence: the leader has not taken the command, and takes nothing that comes after it in its round.
  static final long NOT_TAKEN = -1;

  private static final VariantJson<Command> JSON = new VariantJson<>(Command.class, "command");

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int UNAVAILABLE = 2;

  private CommandCodec() {}

  /// A command on its way.
  ///
  /// @param trace what another node goes on from; null when it is not followed
  public record Sent(
      Actor by, @Nullable String request, Command command, Place place, @Nullable String trace) {}

  /// Where a command stands in what a node sends. A round begins anew with everything that has no reply, when something of the one before was lost.
  ///
  /// @param number from 0
  public record Place(String node, long round, int number) {}

  /// @param sequence newest entry that the leader had applied: what the reply tells of is not newer
  public record Answered(Reply reply, long sequence) {
    /// Whether the leader turned it away: it may come again, by then after others.
    public boolean isTurnedAway() {
      return reply instanceof Reply.Unavailable && sequence != NOT_TAKEN;
    }
  }

  static byte[] write(
      Actor by, @Nullable String request, Command command, Place place, @Nullable String trace) {
    return bytes(
        out -> {
          EntryCodec.writeActor(by, out);
          EntryCodec.writeNullable(request, out);
          out.writeUTF(JSON.type(command));
          EntryCodec.writeBytes(JSON.write(command), out);
          out.writeUTF(place.node());
          out.writeLong(place.round());
          out.writeInt(place.number());
          if (trace != null) {
            out.writeUTF(trace);
          }
        });
  }

  /// @throws IllegalStateException this version of the program cannot read it
  public static Sent read(byte[] message) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      Actor by = EntryCodec.readActor(in);
      String request = EntryCodec.readNullable(in);
      String type = in.readUTF();
      Command command = JSON.read(type, EntryCodec.readBytes(in));
      Place place = new Place(in.readUTF(), in.readLong(), in.readInt());
      return new Sent(by, request, command, place, in.available() > 0 ? in.readUTF() : null);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read a command", e);
    }
  }

  static byte[] write(Reply reply, long sequence) {
    return bytes(
        out -> {
          out.writeLong(sequence);
          switch (reply) {
            case Reply.Done done -> {
              out.writeByte(DONE);
              out.writeLong(done.conversation());
              out.writeInt(done.position());
            }
            case Reply.Refused(Rejection(Rejection.Code code, String message)) -> {
              out.writeByte(REFUSED);
              out.writeUTF(code.name());
              out.writeUTF(message);
            }
            case Reply.Unavailable unavailable -> {
              out.writeByte(UNAVAILABLE);
              out.writeLong(unavailable.retryAfterMs());
            }
          }
        });
  }

  /// @throws IllegalStateException this version of the program cannot read it
  public static Answered readReply(byte[] message) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      long sequence = in.readLong();
      Reply reply =
          switch (in.readByte()) {
            case DONE -> new Reply.Done(in.readLong(), in.readInt());
            case REFUSED ->
                new Reply.Refused(
                    new Rejection(Rejection.Code.valueOf(in.readUTF()), in.readUTF()));
            default -> new Reply.Unavailable(in.readLong());
          };
      return new Answered(reply, sequence);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("cannot read a reply", e);
    }
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
