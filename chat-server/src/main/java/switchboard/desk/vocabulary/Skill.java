package switchboard.desk.vocabulary;

/// Something that an agent can do, or that a chat needs done.
///
/// @param level from 1, knows the way, to 5, nobody knows it better; a chat needs at least this
public record Skill(String name, int level) implements Comparable<Skill> {
  public static final int LEVEL_MAX = 5;

  private static final char LEVEL_MARK = ':';

  public Skill {
    if (name.isBlank() || name.indexOf(LEVEL_MARK) >= 0 || level < 1 || level > LEVEL_MAX) {
      throw new IllegalArgumentException(
          "skill %s of level %d, expected a name without ':' and a level from 1 to %d"
              .formatted(name, level, LEVEL_MAX));
    }
  }

  /// Reads "dns", which is level 1, or "dns:3".
  ///
  /// @throws IllegalArgumentException it is neither
  public static Skill of(String text) {
    int mark = text.indexOf(LEVEL_MARK);
    if (mark < 0) {
      return new Skill(text, 1);
    }
    String level = text.substring(mark + 1);
    if (level.length() != 1 || level.charAt(0) < '1' || level.charAt(0) > '0' + LEVEL_MAX) {
      throw new IllegalArgumentException(
          "skill %s, expected a level from 1 to %d behind the ':'".formatted(text, LEVEL_MAX));
    }
    return new Skill(text.substring(0, mark), level.charAt(0) - '0');
  }

  @Override
  public int compareTo(Skill other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : Integer.compare(level, other.level);
  }

  @Override
  public String toString() {
    return level == 1 ? name : name + LEVEL_MARK + level;
  }
}
