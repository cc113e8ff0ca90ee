package org.duplexsync.host.ssh;

import com.jcraft.jsch.JSchSessionDisconnectException;
import com.jcraft.jsch.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what JSch tells its logger and nobody else: what was agreed on, and why a session
 * ended. Keeps nothing else and prints nothing.
 */
final class SessionLog implements Logger {
  private static final Pattern AGREED = Pattern.compile("kex: (?:host key )?algorithm: (\\S+)");
  private static final Pattern CIPHER =
      Pattern.compile("kex: \\S+ cipher: (\\S+) MAC: (\\S+) compression: .*");
  private static final int LONGEST_REASON = 300;

  private final List<String> agreed = new ArrayList<>();
  private @Nullable String reason;

  @Override
  public boolean isEnabled(int level) {
    return level >= INFO;
  }

  @Override
  public synchronized void log(int level, String message) {
    Matcher one = AGREED.matcher(message);
    Matcher two = CIPHER.matcher(message);
    if (one.matches()) {
      agreed.add(one.group(1));
    } else if (two.matches()) {
      agreed.add(two.group(1));
      agreed.add(two.group(2));
    }
  }

  @Override
  public synchronized void log(int level, String message, @Nullable Throwable cause) {
    log(level, message);
    if (cause != null && reason == null) {
      reason = words(cause);
    }
  }

  /** Names of the algorithms that were agreed on. */
  synchronized List<String> agreed() {
    return List.copyOf(agreed);
  }

  /** Why JSch gave the session up, null if it didn't. */
  synchronized @Nullable String reason() {
    return reason;
  }

  /** What an exception says, in few printable words: part of it is the server's text. */
  static String words(Throwable cause) {
    String text =
        cause instanceof JSchSessionDisconnectException gone
            ? "the server said \"" + gone.getDescription() + "\""
            : String.valueOf(cause.getMessage());
    if (text.contains("End of IO Stream Read") || text.contains("closed by foreign host")) {
      text = "the server closed it";
    }
    String printable = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    return printable.length() <= LONGEST_REASON
        ? printable
        : printable.substring(0, LONGEST_REASON);
  }
}
