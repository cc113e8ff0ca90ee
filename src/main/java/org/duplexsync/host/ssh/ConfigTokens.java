package org.duplexsync.host.ssh;

import java.nio.file.Path;

/** Expands {@code ~} and the percent tokens of file names (ssh_config(5), TOKENS). */
record ConfigTokens(SshEnvironment environment, String alias, String host, int port, String user) {

  Path path(String written) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '%' && i + 1 < written.length()) {
        path.append(token(written.charAt(++i)));
      } else {
        path.append(c);
      }
    }
    return environment.expand(path.toString());
  }

  private String token(char letter) {
    return switch (letter) {
      case '%' -> "%";
      case 'h' -> host;
      case 'n' -> alias;
      case 'p' -> Integer.toString(port);
      case 'r' -> user;
      case 'u' -> environment.user();
      case 'd' -> environment.home().toString();
      default -> "%" + letter;
    };
  }
}
