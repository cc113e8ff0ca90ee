package org.duplexsync.host.ssh;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;
import org.jspecify.annotations.Nullable;

/** One session for all who use the same account of the same host; the last one closes it. */
final class SharedSession {
  private @Nullable SshConnection connection;
  private int users;

  /** A use of the session, made anew if there is none or it is lost. */
  synchronized Shell use(SshConnector connector, Endpoint endpoint, SshQuestions questions)
      throws SshException {
    SshConnection current = connection;
    if (current == null || !current.alive()) {
      if (current != null) {
        current.close();
      }
      current = connector.connect(endpoint, questions);
      connection = current;
      users = 0;
    }
    users++;
    return new Use(current);
  }

  private synchronized void release(SshConnection used) {
    if (used == connection && --users == 0) {
      used.close();
      connection = null;
    }
  }

  /** Whoever still uses it loses it. */
  synchronized void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  /** What one user holds. */
  private final class Use implements Shell {
    private final SshConnection connection;
    private final AtomicBoolean closed = new AtomicBoolean();

    Use(SshConnection connection) {
      this.connection = connection;
    }

    @Override
    public Exec exec(byte[] command) throws HostException {
      return connection.exec(command);
    }

    @Override
    public String name() {
      return connection.name();
    }

    @Override
    public String user() {
      return connection.user();
    }

    @Override
    public List<String> warnings() {
      return connection.warnings();
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release(connection);
      }
    }
  }
}
