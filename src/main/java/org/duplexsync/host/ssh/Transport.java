package org.duplexsync.host.ssh;

import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The bytes under a session: a socket, or a channel through another session. JSch takes it for a
 * proxy and gets no socket to set time limits on: a limit that strikes in the middle of a packet
 * would make it lose its place. {@link Pulse} watches over the time instead and cuts.
 */
final class Transport implements Proxy {
  /** Closes what lies below. */
  interface Closing {
    void close() throws IOException;
  }

  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final OutputStream out;
  private final Closing closing;
  private volatile long heard = System.nanoTime();
  private volatile @Nullable String cut;

  Transport(InputStream in, OutputStream out, Closing closing) {
    this.in = new BufferedInputStream(new Heard(in), BUFFER);
    this.out = out;
    this.closing = closing;
  }

  static Transport of(Socket socket) throws IOException {
    return new Transport(socket.getInputStream(), socket.getOutputStream(), socket::close);
  }

  /** Nanoseconds since anything came. */
  long silence() {
    return System.nanoTime() - heard;
  }

  /** Ends everything that waits on it, with the reason. */
  void cut(String reason) {
    cut = reason;
    close();
  }

  /** Why it was cut, null if it wasn't. */
  @Nullable String cutReason() {
    return cut;
  }

  @Override
  public void connect(@Nullable SocketFactory factory, String host, int port, int timeout) {
    // stands already
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  @SuppressWarnings("NullAway") // JSch takes null for "there is none"
  public Socket getSocket() {
    return null;
  }

  @Override
  public void close() {
    try {
      closing.close();
    } catch (IOException e) {
      // it is gone either way
    }
  }

  /** Notes when something came. */
  private final class Heard extends FilterInputStream {
    Heard(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      heard = System.nanoTime();
      return b;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      int count = super.read(into, start, length);
      heard = System.nanoTime();
      return count;
    }
  }
}
