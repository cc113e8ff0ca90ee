package org.duplexsync.control.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duplexsync.control.JobControl;
import org.jspecify.annotations.Nullable;

/** Lets other processes of this account work on a job whose engines run here. */
public final class JobServer implements AutoCloseable {
  private static final int MOST_GUESTS = 32;

  private final JobControl job;
  private final SocketPlace place;
  private final ServerSocketChannel listening;
  private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private JobServer(JobControl job, SocketPlace place, ServerSocketChannel listening) {
    this.job = job;
    this.place = place;
    this.listening = listening;
  }

  /**
   * The caller has the job's store open for writing, so that there is no other.
   *
   * @param runtimeDirectory where a socket may be if its name in the state directory is too long;
   *     null: the directory for temporary files
   */
  public static JobServer open(JobControl job, SocketPlace place, @Nullable Path runtimeDirectory)
      throws IOException {
    Path socket = place.prepare(runtimeDirectory);
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listening.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    JobServer server = new JobServer(job, place, listening);
    Thread.ofVirtual().name("socket of " + job.name()).start(server::letIn);
    return server;
  }

  private void letIn() {
    while (!closed) {
      try {
        SocketChannel channel = listening.accept();
        if (guests.size() < MOST_GUESTS) {
          Guest guest = new Guest(job, channel, guests::remove);
          guests.add(guest);
          guest.start();
        } else {
          channel.close();
        }
      } catch (IOException e) {
        if (!listening.isOpen()) {
          return;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    guests.forEach(Guest::close);
    place.clear();
  }
}
