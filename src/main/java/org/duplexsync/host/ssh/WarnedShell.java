package org.duplexsync.host.ssh;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;

/** A shell about which more is known than its connection tells. */
record WarnedShell(Shell shell, Supplier<List<String>> more) implements Shell {
  @Override
  public Exec exec(byte[] command) throws HostException {
    return shell.exec(command);
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
  public List<String> warnings() {
    return Stream.concat(shell.warnings().stream(), more.get().stream()).toList();
  }

  @Override
  public void close() {
    shell.close();
  }
}
