package org.duplexsync.host.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.ReceiveWindow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Opens the bytes under a session. */
final class Dialer {
  private Dialer() {}

  /** Tries each address of the name in turn; the first failure is the one that is told. */
  static Transport dial(Endpoint to, SshLimits limits) throws SshException {
    IOException first = null;
    try {
      for (InetAddress address : InetAddress.getAllByName(to.host())) {
        try {
          return Transport.of(open(new InetSocketAddress(address, to.port()), limits));
        } catch (IOException e) {
          first = first == null ? e : first;
        }
      }
    } catch (IOException e) {
      first = e;
    }
    throw ConnectFailures.of(to, first == null ? new IOException("it has no address") : first);
  }

  private static Socket open(InetSocketAddress address, SshLimits limits) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, (int) limits.connect().toMillis());
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** A channel of another session that its server joins to the next host's port. */
  static Transport dialThrough(SshConnection via, Endpoint to, SshLimits limits)
      throws SshException {
    ChannelDirectTCPIP channel = null;
    try {
      channel = (ChannelDirectTCPIP) via.session().getStreamForwarder(to.host(), to.port());
      Inbox inbox = new Inbox(new ReceiveWindow(channel), ReceiveWindow.SIZE);
      channel.setOutputStream(inbox.sink(() -> inbox.end(null)));
      java.io.OutputStream out = channel.getOutputStream();
      channel.connect((int) limits.connect().toMillis());
      ChannelDirectTCPIP opened = channel;
      return new Transport(
          inbox,
          out,
          () -> {
            inbox.end(new IOException("closed"));
            Thread.startVirtualThread(opened::disconnect);
          });
    } catch (JSchException | IOException e) {
      if (!via.alive()) {
        throw via.lost();
      }
      throw ConnectFailures.jump(
          via.endpoint(), to, channel != null && channel.getExitStatus() == 1);
    }
  }
}
