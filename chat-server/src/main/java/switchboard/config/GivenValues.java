package switchboard.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What a settings file says, by the whole path of each key, "http.tls.key".
final class GivenValues {
  static final GivenValues NONE = new GivenValues("no settings file", Path.of(""));

  private final String file;
  private final Path folder;
  private final Map<String, Given> byKey = new LinkedHashMap<>();

  /// @param texts the values; empty for a key without one, which counts as not given
  /// @param where "FILE:LINE" or the name of an environment variable
  /// @param folder where relative paths start
  record Given(List<String> texts, String where, Path folder) {}

  private GivenValues(String file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  static GivenValues read(Path path, Faults faults) {
    @Nullable Path parent = path.getParent();
    GivenValues values = new GivenValues(path.toString(), parent == null ? Path.of("") : parent);
    TextFile.read(path, faults)
        .flatMap(text -> YamlFile.parse(values.file, text, faults))
        .ifPresent(root -> values.add("", root));
    return values;
  }

  /// Name of the file.
  String file() {
    return file;
  }

  Optional<Given> find(String key) {
    return Optional.ofNullable(byKey.get(key)).filter(given -> !given.texts().isEmpty());
  }

  Set<String> keys() {
    return byKey.keySet();
  }

  /// The keys of a section that its author named.
  Set<String> names(String section) {
    String begin = section + ".";
    return byKey.keySet().stream()
        .filter(key -> key.startsWith(begin))
        .map(key -> key.substring(begin.length()).split("\\.", 2)[0])
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  void refuseUnknown(Set<String> known, Faults faults) {
    byKey.forEach((key, given) -> {
      boolean section = known.stream().anyMatch(other -> other.startsWith(key + "."));
      if (section && !given.texts().isEmpty()) {
        faults.add(key, String.join(", ", given.texts()), "keys with values", given.where());
      } else if (!section && !known.contains(key)) {
        faults.unknownKey(key, key, known, given.where());
      }
    });
  }

  private void add(String path, MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      String name = ((ScalarNode) tuple.getKeyNode()).getValue();
      String key = path.isEmpty() ? name : path + "." + name;
      Node value = tuple.getValueNode();
      if (value instanceof MappingNode inner) {
        add(key, inner);
      } else {
        byKey.put(key, new Given(texts(value), YamlFile.where(file, tuple.getKeyNode()), folder));
      }
    }
  }

  private static List<String> texts(Node value) {
    return switch (value) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> List.of();
      case ScalarNode scalar -> List.of(scalar.getValue());
      case SequenceNode items ->
          items.getValue().stream()
              .map(item -> item instanceof ScalarNode scalar ? scalar.getValue() : "keys or a list")
              .toList();
      default -> List.of();
    };
  }
}
