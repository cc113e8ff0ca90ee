package org.duplexsync.host.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;

/** Starts programs on this machine, with {@code /bin/sh -c}, as the user that we are. */
public final class LocalShell implements Shell {
  private final String name;
  private final List<String> before;
  private final Set<LocalExec> running = ConcurrentHashMap.newKeySet();

  public LocalShell(String name) {
    this(name, List.of());
  }

  /**
   * @param before words of a command that the shell is started through (to be another user)
   */
  public LocalShell(String name, List<String> before) {
    this.name = name;
    this.before = List.copyOf(before);
  }

  /**
   * The command is handed over on the shell's standard input's side of a small script, since
   * arguments of a Java process must be text: bytes beyond ASCII go as octal escapes of printf.
   */
  @Override
  public Exec exec(byte[] command) throws HostException {
    List<String> words = new java.util.ArrayList<>(before);
    words.addAll(List.of("/bin/sh", "-c", script(command)));
    try {
      LocalExec exec = new LocalExec(new ProcessBuilder(words).start(), running::remove);
      running.add(exec);
      return exec;
    } catch (IOException e) {
      throw new HostException(name + ": /bin/sh can't be started: " + e.getMessage(), e);
    }
  }

  private static String script(byte[] command) {
    StringBuilder octal = new StringBuilder();
    boolean plain = true;
    for (byte b : command) {
      plain &= b > 0;
      octal.append(String.format("\\%03o", b & 0xff));
    }
    return plain
        ? new String(command, ISO_8859_1)
        : "c=$(printf '%bx' '" + octal.toString().replace("\\", "\\0") + "'); eval \"${c%x}\"";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String user() {
    return System.getProperty("user.name");
  }

  @Override
  public void close() {
    running.forEach(LocalExec::close);
  }
}
