package switchboard.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskView;
import switchboard.runtime.DeskPort;

/// Which customers are connected to other nodes. Each node tells the others who came and who went since it last did, and once a second how many
/// such messages there were; who missed one asks for them all. It is never stored: after a moment everybody knows again.
/// Used in the desk's steps only.
final class Whereabouts {
  private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);
  /// A newer node may say more.
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final String CHANGES = "presence.changes";
  private static final String ALL = "presence.all";
  private static final String ASK = "presence.ask";

  private static final int TICKS_PER_BEAT = 4;
  private static final int NAMES_PER_MESSAGE = 2_000;

  private final DeskPort desk;
  private final Set<String> here;
  private final BiConsumer<String, DeskView> onChange;
  private final Map<String, Node> nodes = new HashMap<>();
  /// Customers who came or went since the others were last told, and whether they are here now.
  private final Map<String, Boolean> changed = new LinkedHashMap<>();
  private long number;
  private int ticks;
  private boolean asked;

  /// Another node.
  private static final class Node {
    private Set<String> customers = new HashSet<>();
    private long number = -1; // of its last message; -1 until all of it is known
    private Set<String> coming = new HashSet<>(); // while all of its customers are being told
    private int parts;
    private boolean asked;

    boolean isKnown() {
      return number >= 0;
    }
  }

  record Changes(String node, long before, long number, List<String> came, List<String> went) {}

  record All(String node, long number, int part, boolean last, List<String> customers) {}

  record Ask(String node) {}

  /// @param here the customers who are connected to this node, as it changes
  /// @param onChange hears of each customer who came to another node or went from it
  Whereabouts(DeskPort desk, Set<String> here, BiConsumer<String, DeskView> onChange) {
    this.desk = desk;
    this.here = here;
    this.onChange = onChange;
  }

  void start() {
    desk.onSignal(CHANGES, bytes -> heard(bytes, Changes.class, this::changed));
    desk.onSignal(ALL, bytes -> heard(bytes, All.class, this::told));
    desk.onSignal(
        ASK, bytes -> heard(bytes, Ask.class, (ask, _) -> asked |= ask.node.equals(desk.node())));
  }

  private <T> void heard(byte[] bytes, Class<T> type, BiConsumer<T, DeskView> reader) {
    try {
      T message = JSON.readValue(bytes, type);
      desk.read(view -> reader.accept(message, view));
    } catch (IOException e) {
      LOG.warn("a node says what this one cannot read: {}", e.getMessage());
    }
  }

  /// The first connection of a customer to this node came, or the last one went.
  void changedHere(String customer) {
    changed.put(customer, here.contains(customer));
  }

  boolean isElsewhere(String customer) {
    for (Node node : nodes.values()) {
      if (node.customers.contains(customer)) {
        return true;
      }
    }
    return false;
  }

  /// Whether all nodes that live have told who is there.
  boolean isComplete() {
    for (String id : desk.living()) {
      Node node = nodes.get(id);
      if (!id.equals(desk.node()) && (node == null || !node.isKnown())) {
        return false;
      }
    }
    return true;
  }

  // --- telling ---

  void tick(DeskView view) {
    forgetTheGone(view);
    if (asked || changed.size() > NAMES_PER_MESSAGE) {
      tellAll();
    } else if (!changed.isEmpty() || ticks % TICKS_PER_BEAT == 0) {
      tellChanges();
    }
    if (ticks++ % TICKS_PER_BEAT == 0) {
      nodes.values().forEach(node -> node.asked = false);
    }
  }

  private void tellChanges() {
    List<String> came = new ArrayList<>();
    List<String> went = new ArrayList<>();
    changed.forEach((customer, isHere) -> (isHere ? came : went).add(customer));
    long before = number;
    if (!changed.isEmpty()) {
      number++;
      changed.clear();
    }
    signal(CHANGES, new Changes(desk.node(), before, number, came, went));
  }

  private void tellAll() {
    asked = false;
    changed.clear();
    number++;
    List<String> all = new ArrayList<>(here);
    int from = 0;
    int part = 0;
    do {
      int to = Math.min(all.size(), from + NAMES_PER_MESSAGE);
      signal(ALL, new All(desk.node(), number, part++, to == all.size(), all.subList(from, to)));
      from = to;
    } while (from < all.size());
  }

  private void signal(String kind, Object message) {
    try {
      desk.signal(kind, JSON.writeValueAsBytes(message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + kind, e);
    }
  }

  // --- hearing ---

  private void changed(Changes message, DeskView view) {
    Node node = nodes.computeIfAbsent(message.node, _ -> new Node());
    if (node.number != message.before && node.number != message.number || !node.isKnown()) {
      ask(message.node, node);
    } else if (node.number == message.before) {
      node.number = message.number;
      message.came.forEach(customer -> note(node.customers.add(customer), customer, view));
      message.went.forEach(customer -> note(node.customers.remove(customer), customer, view));
    }
  }

  private void ask(String id, Node node) {
    if (!node.asked) {
      node.asked = true;
      signal(ASK, new Ask(id));
    }
  }

  private void told(All message, DeskView view) {
    Node node = nodes.computeIfAbsent(message.node, _ -> new Node());
    if (message.part == 0) {
      node.coming = new HashSet<>();
      node.parts = 0;
    }
    if (message.part != node.parts++) {
      return; // one was missed; the next beat shows it
    }
    node.coming.addAll(message.customers);
    if (message.last) {
      Set<String> before = node.customers;
      node.customers = node.coming;
      node.coming = new HashSet<>();
      node.number = message.number;
      before.forEach(customer -> note(!node.customers.contains(customer), customer, view));
      node.customers.forEach(customer -> note(!before.contains(customer), customer, view));
    }
  }

  private void note(boolean isNews, String customer, DeskView view) {
    if (isNews) {
      onChange.accept(customer, view);
    }
  }

  private void forgetTheGone(DeskView view) {
    Set<String> living = desk.living();
    for (var entry : List.copyOf(nodes.entrySet())) {
      if (!living.contains(entry.getKey())) {
        nodes.remove(entry.getKey());
        entry.getValue().customers.forEach(customer -> onChange.accept(customer, view));
      }
    }
  }
}
