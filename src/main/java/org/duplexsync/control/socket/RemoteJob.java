package org.duplexsync.control.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;

/** A job whose engines run in another process of this machine; closing it leaves them alone. */
public final class RemoteJob implements JobControl {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Connection connection;
  private final String name;

  private RemoteJob(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /**
   * Empty if no engine answers there.
   *
   * @throws ControlException if one does that is of another version or runs another job
   */
  public static Optional<JobControl> attach(SocketPlace place, String job, InstantSource clock)
      throws ControlException {
    try {
      Path socket = place.find().orElse(null);
      if (socket == null) {
        return Optional.empty();
      }
      Connection connection = new Connection(connected(socket), clock);
      try {
        connection.greet(job, PATIENCE);
        return Optional.of(new RemoteJob(connection, job));
      } catch (IOException | ControlException e) {
        connection.close();
        throw e;
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static SocketChannel connected(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean attached() {
    return true;
  }

  @Override
  public List<PairControl> pairs() {
    return connection.pairs();
  }

  @Override
  public void close() {
    connection.close();
  }
}
