package org.duplexsync.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;
import org.jspecify.annotations.Nullable;

/** Two rsync processes on two machines, joined here: neither machine need trust the other. */
final class Bridge {
  private static final int NOISE = 64 * 1024;
  private static final int WORD = 16 * 1024;
  private static final int ERRORS = 4_096;
  private static final Duration END = Duration.ofSeconds(10);

  private final BridgeCommand command;
  private final Lane lane;
  private final Haul haul;
  private final Cancel cancel;

  Bridge(BridgeCommand command, Lane lane, Haul haul) {
    this.command = command;
    this.lane = lane;
    this.haul = haul;
    this.cancel = haul.cancel();
  }

  /**
   * How rsync ended.
   *
   * @param status its exit status; 23 and 24 are trouble with some files; -1: it was never joined
   */
  record Ended(int status, String words) {
    boolean isOrderly() {
      return status == 0 || status == 23 || status == 24;
    }
  }

  Ended run(Shell source, Shell target, byte[] list) throws HostException {
    try (Exec client = source.exec(command.client(list.length));
        Cancel.Hooked _ = cancel.onCancel(client::close)) {
      Tail clientSays = new Tail(client.err());
      try {
        client.in().write(list);
        client.in().flush();
        String capabilities = capabilities(client.out());
        if (capabilities == null) {
          return new Ended(-1, "rsync there asks for something else than expected. " + clientSays);
        }
        try (Exec server = target.exec(command.server(capabilities));
            Cancel.Hooked _ = cancel.onCancel(server::close)) {
          Tail serverSays = new Tail(server.err());
          skipTo(server.out(), command.mark());
          join(client, server);
          if (cancel.isCancelled()) {
            // a server may pass no signal on: there it takes seconds until rsync has ended
            return new Ended(-1, "cancelled");
          }
          int status = client.exitStatus(END);
          return new Ended(status, (clientSays + " " + serverSays).strip());
        }
      } catch (IOException e) {
        return new Ended(-1, (e.getMessage() + ". " + clientSays).strip());
      }
    }
  }

  private void join(Exec client, Exec server) {
    LongConsumer forth =
        count -> {
          haul.bytes().accept(count);
          haul.sent(lane.target(), count);
        };
    Thread there = Thread.ofVirtual().start(() -> pump(client.out(), server.in(), forth));
    pump(server.out(), client.in(), count -> haul.sent(lane.source(), count));
    try {
      there.join();
    } catch (InterruptedException e) {
      client.close();
      server.close();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends with either stream: then the other end hears the end of file. */
  private static void pump(InputStream from, OutputStream to, LongConsumer bytes) {
    byte[] buffer = new byte[64 * 1024];
    try (to) {
      int read = from.read(buffer);
      while (read >= 0) {
        to.write(buffer, 0, read);
        to.flush();
        bytes.accept(read);
        read = from.read(buffer);
      }
    } catch (IOException e) {
      // the end whose stream broke tells why by its exit status
    }
    drain(from);
  }

  /** What nobody takes any more must still be read, or the process that writes it can't end. */
  private static void drain(InputStream from) {
    byte[] buffer = new byte[64 * 1024];
    try {
      while (from.read(buffer) >= 0) {}
    } catch (IOException e) {
      // ended
    }
  }

  private @Nullable String capabilities(InputStream in) throws IOException {
    skipTo(in, command.mark());
    String count = new String(word(in), UTF_8);
    if (!count.matches("[0-9]{1,2}")) {
      throw new IOException("rsync did not start there");
    }
    List<byte[]> words = new ArrayList<>();
    for (int i = Integer.parseInt(count); i > 0; i--) {
      words.add(word(in));
    }
    return command.capabilities(words);
  }

  private static byte[] word(InputStream in) throws IOException {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    int b = in.read();
    while (b > 0 && word.size() < WORD) {
      word.write(b);
      b = in.read();
    }
    if (b != 0) {
      throw new IOException("rsync did not start there");
    }
    return word.toByteArray();
  }

  /** What a login shell's start-up files print comes before the mark. */
  private static void skipTo(InputStream in, String mark) throws IOException {
    byte[] wanted = (mark + "\0").getBytes(UTF_8);
    byte[] last = new byte[wanted.length];
    for (int i = 0; i < NOISE; i++) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("rsync could not be started");
      }
      System.arraycopy(last, 1, last, 0, last.length - 1);
      last[last.length - 1] = (byte) b;
      if (Arrays.equals(last, wanted)) {
        return;
      }
    }
    throw new IOException("the login shell prints too much");
  }

  /** The last words on standard error; reads all, keeps a bounded part. */
  private static final class Tail {
    private final StringBuilder words = new StringBuilder();

    Tail(InputStream in) {
      Thread.ofVirtual().start(() -> read(in));
    }

    private void read(InputStream in) {
      byte[] buffer = new byte[1_024];
      try (in) {
        int read = in.read(buffer);
        while (read >= 0) {
          add(new String(buffer, 0, read, UTF_8));
          read = in.read(buffer);
        }
      } catch (IOException e) {
        add(e.getMessage() == null ? "" : e.getMessage());
      }
    }

    private synchronized void add(String text) {
      words.append(text);
      if (words.length() > ERRORS) {
        words.delete(0, words.length() - ERRORS);
      }
    }

    @Override
    public synchronized String toString() {
      return words.toString().replaceAll("[\\p{C}\\u2028\\u2029]+", " ").strip();
    }
  }
}
