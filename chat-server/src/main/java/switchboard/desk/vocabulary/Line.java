package switchboard.desk.vocabulary;

import java.util.Collection;
import java.util.List;

/// The waiting chats that need the same skills. Within a line the order of offers has a proven bound.
///
/// @param skills mandatory skills, sorted; empty means that any agent will do
public record Line(List<String> skills) implements Comparable<Line> {
  public static final Line GENERAL = new Line(List.of());

  public Line {
    skills = skills.stream().distinct().sorted().toList();
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
