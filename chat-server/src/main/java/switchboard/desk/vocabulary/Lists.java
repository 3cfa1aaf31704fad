package switchboard.desk.vocabulary;

import java.util.ArrayList;
import java.util.List;

/// Short lists as sets in the order of coming.
public final class Lists {
  private Lists() {}

  public static <T> List<T> plus(List<T> items, T item) {
    if (items.contains(item)) {
      return items;
    }
    if (items.isEmpty()) {
      return List.of(item);
    }
    List<T> next = new ArrayList<>(items.size() + 1);
    next.addAll(items);
    next.add(item);
    return next;
  }

  public static <T> List<T> minus(List<T> items, T item) {
    if (!items.contains(item)) {
      return items;
    }
    if (items.size() == 1) {
      return List.of();
    }
    List<T> next = new ArrayList<>(items);
    next.remove(item);
    return next;
  }
}
