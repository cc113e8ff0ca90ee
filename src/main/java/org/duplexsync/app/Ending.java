package org.duplexsync.app;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process without waiting. At the end of a virtual machine each thread that is inside the
 * operating system is given 300 ms to come back, and the one that waits for sockets on behalf of
 * virtual threads never does. So a command that has closed all it had open asks the operating
 * system itself for the end of the process, {@code _exit(2)}.
 */
final class Ending {
  private static final Set<String> CLOSING_ALL = Set.of("check", "compare", "sync", "review");
  private static volatile @Nullable MethodHandle direct;

  private Ending() {}

  /** Takes some milliseconds, and may be left out: the end then takes longer. */
  @SuppressWarnings("restricted") // the start script allows it
  static void prepare() {
    Linker linker = Linker.nativeLinker();
    if (Ending.class.getModule().isNativeAccessEnabled()) {
      linker
          .defaultLookup()
          .find("_exit")
          .ifPresent(at ->
              direct = linker.downcallHandle(at, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)));
    }
  }

  /** The command is over, and all that it said is written. */
  static void with(int status, String... arguments) {
    MethodHandle end = direct;
    if (end != null && arguments.length > 0 && CLOSING_ALL.contains(arguments[0]) && isOver()) {
      try {
        end.invokeExact(status);
      } catch (Throwable e) {
        // the other way is as good
      }
    }
    System.exit(status);
  }

  /** Nothing is left to be done by whoever wants to hear of the end. */
  private static boolean isOver() {
    return !isEndingAlready() && isLibraryOurs();
  }

  /** A signal has begun to end the process, and says with which status. */
  private static boolean isEndingAlready() {
    try {
      Thread probe = new Thread(() -> {});
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** Else SQLite's library was unpacked for this process, and goes at its end. */
  private static boolean isLibraryOurs() {
    String place = System.getProperty("org.sqlite.lib.path");
    return place != null && Files.exists(Path.of(place, System.mapLibraryName("sqlitejdbc")));
  }
}
