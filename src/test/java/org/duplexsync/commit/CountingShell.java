package org.duplexsync.commit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;

/**
 * A shell that counts what its programs print: what really travels; and how often somebody waited
 * for the end of one.
 */
record CountingShell(Shell shell, AtomicLong bytes, AtomicLong waits) implements Shell {
  @Override
  public Exec exec(byte[] command) throws HostException {
    Exec exec = shell.exec(command);
    InputStream counted =
        new FilterInputStream(exec.out()) {
          @Override
          public int read() throws IOException {
            int read = in.read();
            bytes.addAndGet(read < 0 ? 0 : 1);
            return read;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            bytes.addAndGet(Math.max(0, read));
            return read;
          }
        };
    return new Counted(exec, counted, waits);
  }

  private record Counted(Exec exec, InputStream out, AtomicLong waits) implements Exec {
    @Override
    public OutputStream in() {
      return exec.in();
    }

    @Override
    public InputStream err() {
      return exec.err();
    }

    @Override
    public int exitStatus(Duration limit) throws HostException {
      waits.incrementAndGet();
      return exec.exitStatus(limit);
    }

    @Override
    public void close() {
      exec.close();
    }
  }

  @Override
  public String name() {
    return shell.name();
  }

  @Override
  public String user() {
    return shell.user();
  }

  @Override
  public void close() {
    shell.close();
  }
}
