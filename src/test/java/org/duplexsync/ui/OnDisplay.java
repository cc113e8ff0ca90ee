package org.duplexsync.ui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives the tests a display of their own before JavaFX starts: an Xvfb on a free number, drawn in
 * software. So they neither need a display nor take the one there is. Xvfb ends when the pipe to
 * this JVM closes; ended any earlier, it would take the JVM along.
 */
public final class OnDisplay implements BeforeAllCallback {
  private static boolean started;

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  static synchronized void start() {
    if (started) {
      return;
    }
    started = true;
    System.setProperty("prism.order", "sw");
    System.setProperty("glass.gtk.uiScale", "1");
    System.setProperty("testfx.robot", "glass");
    try {
      Process xvfb =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  "Xvfb -displayfd 1 -screen 0 1600x1200x24 -nolisten tcp & read end; kill $!")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String number =
          new BufferedReader(new InputStreamReader(xvfb.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (number == null || !xvfb.isAlive()) {
        xvfb.waitFor(1, TimeUnit.SECONDS);
        throw new IllegalStateException("Xvfb did not start; install it: apt-get install xvfb");
      }
      setEnvironment("DISPLAY", ":" + number.strip());
    } catch (IOException e) {
      throw new IllegalStateException("tests of the window need xvfb: apt-get install xvfb", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What GTK reads is the environment of the C library, which the JVM only copies at its start. */
  @SuppressWarnings("restricted")
  private static void setEnvironment(String name, String value) {
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().find("setenv").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(name);
      int failed = (int) setenv.invokeExact(key, arena.allocateFrom(value), 1);
      if (failed != 0) {
        throw new IllegalStateException("setenv failed");
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
