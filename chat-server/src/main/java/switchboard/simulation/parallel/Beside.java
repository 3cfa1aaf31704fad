package switchboard.simulation.parallel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Threads whose work can wait: on Linux they have a tenth of the processor beside others that want it. There Java's own priorities have no effect; what
/// counts is a thread's nice value, which the C library sets.
public final class Beside {
  /// So many steps nicer than the rest of the process.
  private static final int NICER = 10;

  private static final @Nullable MethodHandle NICE = nice();

  private Beside() {}

  public static ThreadFactory named(String name) {
    return work ->
        Thread.ofPlatform()
            .name(name)
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .unstarted(
                () -> {
                  yieldToOthers();
                  work.run();
                });
  }

  private static void yieldToOthers() {
    if (NICE != null) {
      try {
        int _ = (int) NICE.invokeExact(NICER);
      } catch (Throwable e) {
        throw new IllegalStateException("nice cannot be called", e);
      }
    }
  }

  /// Only Linux means by it the thread that calls; elsewhere the whole process would become nicer.
  private static @Nullable MethodHandle nice() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null;
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("nice")
        .map(
            nice ->
                linker.downcallHandle(
                    nice, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)))
        .orElse(null);
  }
}
