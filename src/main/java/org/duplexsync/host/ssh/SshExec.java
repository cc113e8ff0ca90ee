package org.duplexsync.host.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.ReceiveWindow;
import com.jcraft.jsch.SafeSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;
import org.duplexsync.host.ssh.SshException.Kind;

/** A command on a channel of its own. */
final class SshExec implements Exec {
  /** Standard error is for people: the last of it is enough. */
  private static final int KEEP_ERR = 256 * 1024;

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final SshConnection connection;
  private final ChannelExec channel;
  private final Inbox out;
  private final Inbox err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean outEnded;
  private volatile boolean closed;
  private OutputStream in = OutputStream.nullOutputStream();

  SshExec(SshConnection connection, ChannelExec channel) throws JSchException {
    this.connection = connection;
    this.channel = channel;
    ReceiveWindow window = new ReceiveWindow(channel);
    this.out = new Inbox(window, ReceiveWindow.SIZE);
    this.err = new Inbox(window, KEEP_ERR);
  }

  void start(byte[] command, Duration limit) throws JSchException, IOException {
    channel.setCommand(command);
    channel.setOutputStream(out.sink(this::outClosed));
    channel.setErrStream(err.sink(this::channelClosed));
    in = channel.getOutputStream();
    channel.connect((int) limit.toMillis());
  }

  /** End of file on standard output, or the end of the channel or of the whole connection. */
  private void outClosed() {
    if (channel.isClosed()) {
      channelClosed();
    } else {
      outEnded = true;
      out.end(null);
    }
  }

  private void channelClosed() {
    boolean regular = channel.getExitStatus() >= 0 || channel.getExitSignal() != null;
    IOException why = null;
    if (!regular && !closed) {
      connection.broken();
      why = new IOException(lost().getMessage(), lost());
    }
    out.end(outEnded ? null : why);
    err.end(why);
    ended.countDown();
  }

  /** The connection is known to be gone: nobody waits longer. */
  void connectionLost() {
    channelClosed();
  }

  @Override
  public OutputStream in() {
    return in;
  }

  @Override
  public InputStream out() {
    return out;
  }

  @Override
  public InputStream err() {
    return err;
  }

  @Override
  public int exitStatus(Duration limit) throws HostException {
    try {
      if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SshException(
            Kind.TIMED_OUT,
            "A command on "
                + connection.name()
                + " did not end within "
                + limit.toSeconds()
                + " s.",
            "Look at the load of the server.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("Interrupted while waiting for " + connection.name() + ".", e);
    }
    int status = channel.getExitStatus();
    if (status >= 0) {
      return status;
    }
    String signal = channel.getExitSignal();
    if (signal == null) {
      throw lost();
    }
    return 128 + Signals.number(signal);
  }

  private SshException lost() {
    return connection.lost();
  }

  /**
   * Returns at once; the rest may block. The command gets end of file and is hung up, then killed.
   * A server older than OpenSSH 7.9, or a log-in as root, passes no signals on: there a command
   * that neither reads nor writes runs to its own end.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    out.close();
    err.close();
    Thread.startVirtualThread(this::hangUp);
  }

  private void hangUp() {
    try {
      if (ended.getCount() > 0 && connection.alive()) {
        in.close();
        SafeSignal.send(channel, "HUP");
        if (!ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          SafeSignal.send(channel, "KILL");
        }
      }
    } catch (Exception e) {
      // the connection is gone, and with it the channel
    } finally {
      channel.disconnect();
      ended.countDown();
      connection.ended(this);
    }
  }
}
