package org.duplexsync.host.ssh;

import com.jcraft.jsch.ReceiveWindow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a channel has received and nobody has read yet. JSch's thread puts in and never waits; the
 * reader takes out and grants the peer as much window. It never holds more than the window.
 */
final class Inbox extends InputStream {
  private static final int GRANT_AT = ReceiveWindow.SIZE / 8;

  private final ReceiveWindow window;
  private final int keep;
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int buffered;
  private int offset;
  private int ungranted;
  private boolean ended;
  private @Nullable IOException failure;

  /**
   * @param keep more than this many bytes unread: the oldest go; the window's size to keep all
   */
  Inbox(ReceiveWindow window, int keep) {
    this.window = window;
    this.keep = keep;
  }

  /** The end JSch writes to. */
  OutputStream sink(Runnable closed) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int start, int length) {
        window.delivered(length);
        deliver(bytes, start, length);
      }

      @Override
      public void close() {
        closed.run();
      }
    };
  }

  private void deliver(byte[] bytes, int start, int length) {
    int dropped = 0;
    synchronized (this) {
      if (ended) {
        return;
      }
      byte[] chunk = new byte[length];
      System.arraycopy(bytes, start, chunk, 0, length);
      chunks.add(chunk);
      buffered += length;
      if (keep < ReceiveWindow.SIZE) {
        dropped = dropOldest();
      } else if (buffered > ReceiveWindow.SIZE) {
        end(new IOException("the server sent more than it was allowed to"));
      }
      notifyAll();
    }
    grant(dropped);
  }

  private int dropOldest() {
    int dropped = 0;
    while (buffered > keep && chunks.size() > 1) {
      int left = chunks.remove().length - offset;
      offset = 0;
      buffered -= left;
      dropped += left;
    }
    return dropped;
  }

  /**
   * No more comes. With a failure, whoever reads gets it after what has come; only the first
   * counts.
   */
  synchronized void end(@Nullable IOException why) {
    if (!ended) {
      ended = true;
      failure = why;
      notifyAll();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    Objects.checkFromIndexSize(start, length, into.length);
    if (length == 0) {
      return 0;
    }
    int taken;
    int due;
    synchronized (this) {
      awaitData();
      if (chunks.isEmpty()) {
        if (failure != null) {
          throw new IOException(failure.getMessage(), failure.getCause());
        }
        return -1;
      }
      taken = take(into, start, length);
      due = ungranted >= GRANT_AT && !ended ? ungranted : 0;
      ungranted -= due;
    }
    grant(due);
    return taken;
  }

  private void awaitData() throws IOException {
    try {
      while (chunks.isEmpty() && !ended) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted while reading");
    }
  }

  private int take(byte[] into, int start, int length) {
    int taken = 0;
    while (taken < length && !chunks.isEmpty()) {
      byte[] chunk = chunks.element();
      int part = Math.min(length - taken, chunk.length - offset);
      System.arraycopy(chunk, offset, into, start + taken, part);
      taken += part;
      offset += part;
      if (offset == chunk.length) {
        chunks.remove();
        offset = 0;
      }
    }
    buffered -= taken;
    ungranted += taken;
    return taken;
  }

  private void grant(int length) {
    if (length > 0) {
      try {
        window.grant(length);
      } catch (IOException e) {
        // the connection is gone: the end says so
      }
    }
  }

  @Override
  public synchronized int available() {
    return buffered;
  }

  /** Throws away what is unread and what still comes. */
  @Override
  public synchronized void close() {
    end(new IOException("closed"));
    chunks.clear();
    buffered = 0;
    offset = 0;
  }
}
