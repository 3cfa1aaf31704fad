package switchboard.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The table of routes: method and path, where one segment may be `{id}`.
public final class Routes {
  /// Answers one request; may block, and may throw `Refusal`.
  interface Handler {
    Answer answer(Exchange exchange) throws Exception;
  }

  /// A route that was found.
  ///
  /// @param handler null when the path is known but not with this method
  /// @param allowed the methods that the path is known with
  record Found(@Nullable Handler handler, String segment, Set<HttpMethod> allowed) {}

  private record Pattern(String before, String after, Map<HttpMethod, Handler> handlers) {}

  private final Map<String, Map<HttpMethod, Handler>> exact = new HashMap<>();
  private final List<Pattern> patterns = new ArrayList<>();

  Routes on(HttpMethod method, String path, Handler handler) {
    int id = path.indexOf("{id}");
    if (id < 0) {
      exact.computeIfAbsent(path, _ -> new HashMap<>()).put(method, handler);
    } else {
      pattern(path.substring(0, id), path.substring(id + "{id}".length()))
          .handlers()
          .put(method, handler);
    }
    return this;
  }

  private Pattern pattern(String before, String after) {
    for (Pattern known : patterns) {
      if (known.before().equals(before) && known.after().equals(after)) {
        return known;
      }
    }
    Pattern added = new Pattern(before, after, new HashMap<>());
    patterns.add(added);
    return added;
  }

  @Nullable Found find(HttpMethod method, String path) {
    Map<HttpMethod, Handler> handlers = exact.get(path);
    if (handlers != null) {
      return new Found(handlers.get(method), "", handlers.keySet());
    }
    for (Pattern pattern : patterns) {
      String segment = segment(pattern, path);
      if (segment != null) {
        return new Found(pattern.handlers().get(method), segment, pattern.handlers().keySet());
      }
    }
    return null;
  }

  private static @Nullable String segment(Pattern pattern, String path) {
    int end = path.length() - pattern.after().length();
    if (end <= pattern.before().length()
        || !path.startsWith(pattern.before())
        || !path.endsWith(pattern.after())) {
      return null;
    }
    String segment = path.substring(pattern.before().length(), end);
    return segment.indexOf('/') >= 0 ? null : segment;
  }
}
