package switchboard.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a Java process needs: objects that live after a full collection, and everything beside the heap. The process must hold its whole heap from
/// the start on (`JAVA_OPTIONS`), so that what else it takes from the system is no heap.
///
/// @param heapBytes live objects
/// @param nativeBytes resident beside the heap: buffers, threads, code
record Memory(long heapBytes, long nativeBytes) {
  private static final long HEAP_BYTES = 1L << 30;
  private static final int COLLECTIONS = 2;
  private static final long KB = 1024;
  private static final Pattern USED = Pattern.compile("heap\\s.*used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  static final List<String> JAVA_OPTIONS =
      List.of("-Xms" + HEAP_BYTES, "-Xmx" + HEAP_BYTES, "-XX:+AlwaysPreTouch");

  static Memory of(long pid) throws IOException, InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      jcmd(pid, "GC.run");
    }
    long heap = KB * number(USED, jcmd(pid, "GC.heap_info"));
    long resident =
        KB * number(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status")));
    return new Memory(heap, resident - HEAP_BYTES);
  }

  Memory minus(Memory before) {
    return new Memory(heapBytes - before.heapBytes, nativeBytes - before.nativeBytes);
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + pid + " " + command + ": " + output);
    }
    return output;
  }

  private static long number(Pattern pattern, String text) throws IOException {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IOException("'" + text + "', expected " + pattern);
    }
    return Long.parseLong(found.group(1));
  }
}
