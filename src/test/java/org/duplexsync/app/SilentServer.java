package org.duplexsync.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A port that lets one connect and then says nothing, as a machine that hangs. */
final class SilentServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> taken = new ArrayList<>();
  private final CountDownLatch asked = new CountDownLatch(1);

  SilentServer() throws IOException {
    Thread.ofVirtual().start(this::take);
  }

  private void take() {
    while (!socket.isClosed()) {
      try {
        Socket next = socket.accept();
        synchronized (taken) {
          taken.add(next);
        }
        asked.countDown();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  /** Somebody is waiting for it to speak. */
  void awaitGuest() throws InterruptedException {
    if (!asked.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody came");
    }
  }

  /** The job, with this for its host B. */
  LocalJob with(LocalJob job) throws IOException {
    String text = Files.readString(job.file());
    String here =
        "{\"address\": \"127.0.0.1\", \"port\": %d, \"knownHosts\": \"%s/known\"}"
            .formatted(socket.getLocalPort(), job.directory());
    Path other = job.directory().resolve("silent.duplex.json");
    String said =
        text.replace("\"too\": {\"local\": true}", "\"too\": " + here)
            .replace("{\"host\": \"too\",", "{\"host\": \"too\", \"user\": \"nobody\",");
    return new LocalJob(job.directory(), Files.writeString(other, said));
  }

  @Override
  public void close() {
    try {
      socket.close();
      synchronized (taken) {
        for (Socket each : taken) {
          each.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
