package switchboard.desk.vocabulary;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// The waiting chats that need the same skills. Within a line the order of offers has a proven bound.
///
/// @param skills mandatory skills, sorted; empty means that any agent will do
public record Line(List<String> skills) implements Comparable<Line> {
  public static final Line GENERAL = new Line(List.of());

  public Line {
    skills = ascend(skills) ? List.copyOf(skills) : List.copyOf(new TreeSet<>(skills));
  }

  private static boolean ascend(List<String> skills) {
    for (int i = 1; i < skills.size(); i++) {
      if (skills.get(i - 1).compareTo(skills.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  public boolean servedBy(Collection<String> agentSkills) {
    return agentSkills.containsAll(skills);
  }

  @Override
  public int compareTo(Line other) {
    int shared = Math.min(skills.size(), other.skills.size());
    for (int i = 0; i < shared; i++) {
      int order = skills.get(i).compareTo(other.skills.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(skills.size(), other.skills.size());
  }
}
