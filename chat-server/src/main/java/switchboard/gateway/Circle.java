package switchboard.gateway;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.PlaceView;

/// The sessions that are shown one conversation. Used in the desk's steps only.
final class Circle {
  private final long conversation;
  private final List<Member> members = new ArrayList<>(2);
  private @Nullable PlaceView place;
  private @Nullable ShownPlace shown;

  /// One session in a circle.
  static final class Member {
    private final Session session;
    /// Events up to here came with the snapshot.
    private int from;
    /// Takes part: its customer, or the agent who holds it.
    private boolean takesPart;
    /// Asked to read along.
    private boolean follows;

    private Member(Session session) {
      this.session = session;
    }

    Session session() {
      return session;
    }

    int from() {
      return from;
    }

    boolean takesPart() {
      return takesPart;
    }

    boolean follows() {
      return follows;
    }
  }

  Circle(long conversation) {
    this.conversation = conversation;
  }

  long conversation() {
    return conversation;
  }

  List<Member> members() {
    return members;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /// The place that the customer was last told, null when none.
  @Nullable PlaceView place() {
    return place;
  }

  void setPlace(@Nullable PlaceView told) {
    place = told;
  }

  /// The place as it is shown after those shown before, to whichever session.
  PlaceView shown(PlaceView estimated) {
    shown = ShownPlace.after(shown, estimated);
    return shown.place();
  }

  @Nullable Member of(Session session) {
    for (Member member : members) {
      if (member.session == session) {
        return member;
      }
    }
    return null;
  }

  /// @param from newest event of the snapshot that the session gets
  void join(Session session, boolean takesPart, int from) {
    Member member = of(session);
    if (member == null) {
      member = new Member(session);
      members.add(member);
      session.circles().add(this);
    }
    member.from = from;
    if (takesPart) {
      member.takesPart = true;
    } else {
      member.follows = true;
    }
  }

  /// @return whether the session is no longer shown the conversation
  boolean stopTakingPart(Member member) {
    member.takesPart = false;
    return !member.follows && drop(member);
  }

  /// @return whether the session is no longer shown the conversation
  boolean stopFollowing(Member member) {
    member.follows = false;
    return !member.takesPart && drop(member);
  }

  private boolean drop(Member member) {
    member.session.circles().remove(this);
    return members.remove(member);
  }

  /// The session has ended; its own list is of no more interest.
  void leave(Session session) {
    members.removeIf(member -> member.session == session);
  }
}
