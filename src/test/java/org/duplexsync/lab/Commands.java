package org.duplexsync.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine to their end, within a limit. */
final class Commands {

  private static final long LIMIT_SECONDS = 180;

  private Commands() {}

  static Ran run(List<String> command, byte[] input) {
    try {
      var process = new ProcessBuilder(command).start();
      var out = collect(process.getInputStream());
      var err = collect(process.getErrorStream());
      feed(process, input);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end in " + LIMIT_SECONDS + " s");
      }
      return new Ran(command, process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private static void feed(Process process, byte[] input) {
    try (var in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // it ended without reading; its exit status tells the rest
    }
  }

  private static CompletableFuture<byte[]> collect(InputStream stream) {
    var all = new CompletableFuture<byte[]>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            all.complete(stream.readAllBytes());
          } catch (IOException e) {
            all.completeExceptionally(e);
          }
        });
    return all;
  }
}
