package org.duplexsync.demo;

import java.nio.file.Path;
import java.util.Map;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;

/**
 * Runs what is asked for as a login shell would: {@code sh -c COMMAND}, at home in the server's own
 * directory.
 */
final class ShellCommands implements CommandFactory {
  private final Path home;

  ShellCommands(Path home) {
    this.home = home;
  }

  @Override
  public Command createCommand(ChannelSession channel, String command) {
    return new InvertedShellWrapper(new HomeShell(home, command));
  }

  private static final class HomeShell extends ProcessShell {
    private final Path home;

    HomeShell(Path home, String command) {
      super("/bin/sh", "-c", "cd\n" + command);
      this.home = home;
    }

    @Override
    protected Map<String, String> resolveShellEnvironment(Map<String, String> environment) {
      Map<String, String> resolved = super.resolveShellEnvironment(environment);
      resolved.put("HOME", home.toString());
      resolved.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
      return resolved;
    }
  }
}
