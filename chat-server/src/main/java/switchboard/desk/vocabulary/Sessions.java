package switchboard.desk.vocabulary;

/// How connections are named: by the node that has them, and a number there.
public final class Sessions {
  private static final char MARK = '-';

  private Sessions() {}

  public static String name(String node, long number) {
    return node + MARK + number;
  }

  /// The node that has a session; for one that is not named so, the whole name.
  public static String nodeOf(String session) {
    int mark = session.lastIndexOf(MARK);
    return mark < 0 ? session : session.substring(0, mark);
  }
}
