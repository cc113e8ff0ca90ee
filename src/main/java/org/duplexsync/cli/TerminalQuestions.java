package org.duplexsync.cli;

import java.util.Locale;
import org.duplexsync.control.Questions;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operator at the terminal, one question after the other, though both servers are reached
 * at once; where there is none, what is unknown is refused.
 */
final class TerminalQuestions implements Questions {
  private final Terminal terminal;

  TerminalQuestions(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized HostKeyAnswer unknownHostKey(String host, String type, String fingerprint) {
    terminal.note("The key of %s is not known yet.".formatted(host));
    terminal.note("  %s %s".formatted(type, fingerprint));
    if (!terminal.isTerminal()) {
      return HostKeyAnswer.REFUSE;
    }
    String answer =
        terminal.ask("Compare it with the server's own. Trust it? [yes = remember, once, no] ");
    return switch (answer == null ? "no" : answer.strip().toLowerCase(Locale.ROOT)) {
      case "yes" -> HostKeyAnswer.ACCEPT_AND_REMEMBER;
      case "once" -> HostKeyAnswer.ACCEPT_ONCE;
      default -> HostKeyAnswer.REFUSE;
    };
  }

  @Override
  public synchronized char @Nullable [] secret(String prompt) {
    return terminal.askSecret(prompt + ": ");
  }
}
