package org.duplexsync.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingTest {
  @TempDir Path place;

  /** A process that ends so; a hook of the virtual machine tells when that ends it. */
  static final class Child {
    public static void main(String[] arguments) throws InterruptedException {
      Ending.prepare();
      if (arguments[1].equals("interrupted")) {
        interrupt();
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> say("waited")));
      Ending.with(7, arguments[0]);
    }

    /** Ends with 143 as after a signal, once the main thread has come to its own end. */
    private static void interrupt() throws InterruptedException {
      var begun = new CountDownLatch(1);
      Thread main = Thread.currentThread();
      Thread hook =
          new Thread(() -> {
            begun.countDown();
            while (main.getState() != Thread.State.BLOCKED) {
              Thread.onSpinWait();
            }
            say("interrupted");
          });
      Runtime.getRuntime().addShutdownHook(hook);
      new Thread(() -> System.exit(143)).start();
      begun.await();
      Ending.with(7, "compare");
    }

    private static void say(String text) {
      System.err.print(text);
      System.err.flush();
    }
  }

  private record Ended(int status, String said) {}

  private static Ended child(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(
        List.of("-cp", place(Child.class) + ":" + place(Ending.class), Child.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private static Path place(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private List<String> unpacked() throws IOException {
    Files.writeString(place.resolve(System.mapLibraryName("sqlitejdbc")), "");
    return List.of("-Dorg.sqlite.lib.path=" + place);
  }

  @Test
  void aCommandThatClosedAllEndsAtOnceWithItsStatus() throws Exception {
    assertEquals(new Ended(7, ""), child(unpacked(), "compare", ""));
  }

  @Test
  void whatIsLeftToTheVirtualMachineIsDoneByIt() throws Exception {
    assertEquals(new Ended(7, "waited"), child(unpacked(), "run", ""));
    assertEquals(new Ended(7, "waited"), child(List.of(), "compare", ""));
  }

  @Test
  void aSignalThatEndsTheProcessSaysItsStatus() throws Exception {
    assertEquals(new Ended(143, "interrupted"), child(unpacked(), "compare", "interrupted"));
  }
}
