package switchboard.desk.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Several skills, each once.
///
/// @param all by name; of two levels the higher
public record Skills(List<Skill> all) implements Comparable<Skills> {
  public static final Skills NONE = new Skills(List.of());

  public Skills {
    all = isAscending(all) ? List.copyOf(all) : highest(all);
  }

  private static boolean isAscending(List<Skill> skills) {
    for (int i = 1; i < skills.size(); i++) {
      if (skills.get(i - 1).name().compareTo(skills.get(i).name()) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static List<Skill> highest(List<Skill> skills) {
    TreeMap<String, Skill> byName = new TreeMap<>();
    for (Skill skill : skills) {
      byName.merge(skill.name(), skill, (one, other) -> one.level() >= other.level() ? one : other);
    }
    return List.copyOf(byName.values());
  }

  /// Reads each as `Skill.of` does.
  ///
  /// @throws IllegalArgumentException one cannot be read
  public static Skills of(Collection<String> texts) {
    return texts.isEmpty() ? NONE : new Skills(texts.stream().map(Skill::of).toList());
  }

  public static Skills of(String... texts) {
    return of(List.of(texts));
  }

  public int size() {
    return all.size();
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// Whether somebody with these can do what needs those. Routing asks it of each line, so it goes by index: an iterator would be made each time.
  public boolean cover(Skills needs) {
    for (int i = 0; i < needs.all.size(); i++) {
      if (!meet(needs.all.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean meet(Skill need) {
    for (int i = 0; i < all.size(); i++) {
      Skill skill = all.get(i);
      if (skill.level() >= need.level() && skill.name().equals(need.name())) {
        return true;
      }
    }
    return false;
  }

  /// Those of the needs that somebody with these does not meet.
  public Skills missing(Skills needs) {
    List<Skill> missing = new ArrayList<>(0);
    for (Skill need : needs.all) {
      if (!meet(need)) {
        missing.add(need);
      }
    }
    return missing.isEmpty() ? NONE : new Skills(missing);
  }

  public Skills with(Skills more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Skill> both = new ArrayList<>(all);
    both.addAll(more.all);
    return new Skills(both);
  }

  public List<String> texts() {
    List<String> texts = new ArrayList<>(all.size());
    for (Skill skill : all) {
      texts.add(skill.toString());
    }
    return texts;
  }

  @Override
  public int compareTo(Skills other) {
    int shared = Math.min(all.size(), other.all.size());
    for (int i = 0; i < shared; i++) {
      int order = all.get(i).compareTo(other.all.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(all.size(), other.all.size());
  }

  /// "dns:3, mysql".
  @Override
  public String toString() {
    return all.stream().map(Skill::toString).collect(Collectors.joining(", "));
  }
}
