package switchboard.config;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One YAML document whose every value knows its line. Keys are text, once each, and there are no
/// aliases.
final class YamlFile {
  private static final int CHARACTERS_MAX = 1 << 20;
  private static final int NESTING_MAX = 20;

  /// Keys of other kinds are let through here, to be refused with their line.
  private static final LoadSettings LOAD =
      LoadSettings.builder().setAllowNonScalarKeys(true).build();

  private final String name;
  private final Faults faults;
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlFile(String name, Faults faults) {
    this.name = name;
    this.faults = faults;
  }

  /// @param name of the file, as faults show it
  /// @return empty when the file is not such a document, or has no content; the faults tell which
  static Optional<MappingNode> parse(String name, String text, Faults faults) {
    return new YamlFile(name, faults).parse(text);
  }

  static String where(String name, Node node) {
    return name + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
  }

  private Optional<MappingNode> parse(String text) {
    if (text.length() > CHARACTERS_MAX) {
      faults.add("", text.length() + " characters", "at most " + CHARACTERS_MAX, name);
      return Optional.empty();
    }
    int before = faults.count();
    Optional<Node> root;
    try {
      root = new Compose(LOAD).composeString(text);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      faults.add("", e.getProblem(), "YAML", name + line);
      return Optional.empty();
    } catch (YamlEngineException e) {
      faults.add("", String.valueOf(e.getMessage()), "YAML", name);
      return Optional.empty();
    }
    if (root.isEmpty()) {
      return Optional.empty();
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      faults.add("", "no key", "keys with values", where(name, root.get()));
      return Optional.empty();
    }
    check("", mapping, 1);
    return faults.count() == before ? Optional.of(mapping) : Optional.empty();
  }

  private void check(String path, Node node, int depth) {
    if (!seen.add(node)) {
      faults.add(path, "an alias", "the value itself", where(name, node));
    } else if (depth > NESTING_MAX) {
      faults.add(path, "nested too deep", "at most " + NESTING_MAX + " levels", where(name, node));
    } else if (node instanceof MappingNode mapping) {
      checkKeys(path, mapping, depth);
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        check(path, item, depth + 1);
      }
    }
  }

  private void checkKeys(String path, MappingNode mapping, int depth) {
    Set<String> keys = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        faults.add(path, "a key that is not text", "text", where(name, tuple.getKeyNode()));
        continue;
      }
      String inner = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      if (!keys.add(key.getValue())) {
        faults.add(inner, "given twice", "one value", where(name, key));
      }
      check(inner, tuple.getValueNode(), depth + 1);
    }
  }
}
