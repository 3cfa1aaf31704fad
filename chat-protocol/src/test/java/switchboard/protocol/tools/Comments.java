package switchboard.protocol.tools;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The documentation comments of a package's sources, by `Type`, `Type.Nested` and `Type.CONSTANT`.
final class Comments {
  private final Map<String, Comment> comments;

  private Comments(Map<String, Comment> comments) {
    this.comments = comments;
  }

  /// Reads the sources that lie directly in `folder`.
  static Comments read(Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, Comment> comments = new HashMap<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> paths = Files.list(folder)) {
      List<Path> sources = paths.filter(path -> path.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Collector(trees, comments).scan(unit, "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Comments(comments);
  }

  Comment of(Class<?> type) {
    return comments.getOrDefault(nestedName(type), Comment.NONE);
  }

  Comment ofConstant(Class<?> type, String constant) {
    return comments.getOrDefault(nestedName(type) + "." + constant, Comment.NONE);
  }

  private static String nestedName(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : nestedName(outer) + "." + type.getSimpleName();
  }

  private static final class Collector extends TreePathScanner<@Nullable Void, String> {
    private final DocTrees trees;
    private final Map<String, Comment> comments;

    Collector(DocTrees trees, Map<String, Comment> comments) {
      this.trees = trees;
      this.comments = comments;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String outer) {
      String name = outer + type.getSimpleName();
      collect(name);
      return super.visitClass(type, name + ".");
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, String outer) {
      collect(outer + variable.getName());
      return super.visitVariable(variable, outer);
    }

    private void collect(String name) {
      String comment = trees.getDocComment(getCurrentPath());
      if (comment != null) {
        comments.putIfAbsent(name, Comment.parse(comment));
      }
    }
  }
}
