package org.duplexsync.host.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.SshException.Kind;

/**
 * One command that tells whether an account has a usable shell, and perl, find and rsync: what is
 * missing is then named, where the helper could only fail.
 */
public final class ShellProbe {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int LONGEST = 64 * 1024;
  private static final String BEGIN = "DUPLEX-PROBE-BEGIN";
  private static final String END = "DUPLEX-PROBE-END";

  /** For any login shell: no single quote and no exclamation mark inside. */
  private static final String COMMAND =
      "exec /bin/sh -c '"
          + "printf \"\\nDUPLEX-%s-BEGIN\\n\" PROBE;"
          + " echo \"perl=$(perl -e \"printf q(%vd), \\$^V\" 2>/dev/null)\";"
          + " echo \"find=$(find --version 2>/dev/null | head -n 1)\";"
          + " echo \"rsync=$(rsync --version 2>/dev/null | head -n 1)\";"
          + " (. /etc/os-release 2>/dev/null; echo \"os=$ID $ID_LIKE\"; echo \"release=$VERSION_ID\");"
          + " printf \"DUPLEX-%s-END\\n\" PROBE'";

  private final ScheduledExecutorService scheduler;

  public ShellProbe(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Runs the command and judges the answer.
   *
   * @throws SshException if the shell is restricted, or perl or GNU find is missing or too old
   * @throws HostException if the connection is lost
   */
  public ShellFacts probe(Shell shell) throws HostException {
    try (Exec exec = shell.exec(COMMAND.getBytes(StandardCharsets.US_ASCII))) {
      ScheduledFuture<?> limit =
          scheduler.schedule(exec::close, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      String out = read(shell, exec, exec.out(), limit);
      Map<String, String> found = parse(out);
      if (found.isEmpty()) {
        String err = out.isBlank() ? read(shell, exec, exec.err(), limit) : "";
        throw restricted(shell, exec, out + err);
      }
      limit.cancel(false);
      return Requirements.judge(shell, found);
    }
  }

  private static String read(Shell shell, Exec exec, InputStream stream, ScheduledFuture<?> limit)
      throws HostException {
    try {
      return new String(stream.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      if (limit.isDone()) {
        throw new SshException(
            Kind.SHELL_RESTRICTED,
            "The login shell of " + account(shell) + " did not answer within 20 s.",
            "Run there: ssh "
                + account(shell)
                + " true  - and see what its start-up files wait for.",
            e);
      }
      exec.exitStatus(Duration.ofSeconds(1));
      return "";
    }
  }

  /** What stands between the marks; empty if they are missing. */
  private static Map<String, String> parse(String out) {
    List<String> lines = out.lines().toList();
    int begin = lines.indexOf(BEGIN);
    int end = lines.lastIndexOf(END);
    Map<String, String> found = new HashMap<>();
    if (begin >= 0 && end > begin) {
      for (String line : lines.subList(begin + 1, end)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          found.put(line.substring(0, equals), line.substring(equals + 1).strip());
        }
      }
    }
    return found;
  }

  private static SshException restricted(Shell shell, Exec exec, String said) throws HostException {
    int status = exec.exitStatus(LIMIT);
    String text = SessionLog.words(new Exception(said.strip()));
    return new SshException(
        Kind.SHELL_RESTRICTED,
        "The account "
            + account(shell)
            + " does not run commands (its shell ended with "
            + status
            + (text.isEmpty() ? "" : ", saying \"" + text + "\"")
            + ").",
        "Give it a login shell (usermod -s /bin/bash "
            + shell.user()
            + "), and remove command= from its authorized_keys, ForceCommand from sshd_config and"
            + " exit from its start-up files.");
  }

  private static String account(Shell shell) {
    return shell.user() + " on " + shell.name();
  }
}
