package switchboard.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// The keys of one YAML mapping, each asked for by name; what nobody asked for is unknown.
final class Section {
  private final String path;
  private final String file;
  private final String where;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final Faults faults;

  static Section root(String file, MappingNode node, Faults faults) {
    return new Section("", file, file, node, faults);
  }

  /// @param path of keys that lead here; empty for the root
  /// @param where the section begins
  private Section(String path, String file, String where, MappingNode node, Faults faults) {
    this.path = path;
    this.file = file;
    this.where = where;
    this.faults = faults;
    for (NodeTuple tuple : node.getValue()) {
      entries.put(((ScalarNode) tuple.getKeyNode()).getValue(), tuple);
    }
  }

  /// @param substitute stands in after a fault, so that reading goes on and finds the others
  <T> T required(String key, Form<T> form, T substitute) {
    Optional<Node> node = value(key);
    if (node.isEmpty()) {
      faults.missing(path(key), form.expected(), where);
      return substitute;
    }
    return scalar(key, node.get(), form).orElse(substitute);
  }

  <T> T optional(String key, Form<T> form, T otherwise) {
    return optional(key, form).orElse(otherwise);
  }

  <T> Optional<T> optional(String key, Form<T> form) {
    return value(key).flatMap(node -> scalar(key, node, form));
  }

  /// All items; one value counts as a list of one, and no value as an empty list.
  <T> List<T> list(String key, Form<T> form) {
    List<T> items = new ArrayList<>();
    for (Node item : items(key)) {
      scalar(key, item, form).ifPresent(items::add);
    }
    return items;
  }

  Optional<Section> section(String key) {
    return value(key).flatMap(node -> sectionOf(path(key), where(key), node));
  }

  /// Whether the key holds further keys, not a value.
  boolean isSection(String key) {
    return value(key).filter(MappingNode.class::isInstance).isPresent();
  }

  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    for (Node item : items(key)) {
      sectionOf(path(key), YamlFile.where(file, item), item).ifPresent(sections::add);
    }
    return sections;
  }

  /// The section's own keys, for sections whose keys are the author's.
  Set<String> keys() {
    return entries.keySet();
  }

  /// Reads a key itself, where keys are the author's.
  <T> Optional<T> key(String key, Form<T> form) {
    return form.read(key, path(key), where(key), faults);
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  String where(String key) {
    NodeTuple tuple = entries.get(key);
    return tuple == null ? where : YamlFile.where(file, tuple.getKeyNode());
  }

  void fault(String key, String found, String expected) {
    faults.add(path(key), found, expected, where(key));
  }

  /// To be called when everything that is known was asked for.
  void refuseUnknown() {
    for (String key : entries.keySet()) {
      if (!asked.contains(key)) {
        faults.unknownKey(path(key), key, asked, where(key));
      }
    }
  }

  private Optional<Node> value(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key))
        .map(NodeTuple::getValueNode)
        .filter(node -> !node.getTag().equals(Tag.NULL));
  }

  private List<Node> items(String key) {
    return value(key)
        .map(node -> node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node))
        .orElse(List.of());
  }

  private <T> Optional<T> scalar(String key, Node node, Form<T> form) {
    if (node instanceof ScalarNode scalar) {
      return form.read(scalar.getValue(), path(key), YamlFile.where(file, node), faults);
    }
    String found = node instanceof MappingNode ? "keys" : "a list";
    faults.add(path(key), found, form.expected(), YamlFile.where(file, node));
    return Optional.empty();
  }

  private Optional<Section> sectionOf(String at, String begins, Node node) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new Section(at, file, begins, mapping, faults));
    }
    String found = node instanceof ScalarNode scalar ? scalar.getValue() : "a list";
    faults.add(at, found, "keys with values", YamlFile.where(file, node));
    return Optional.empty();
  }
}
