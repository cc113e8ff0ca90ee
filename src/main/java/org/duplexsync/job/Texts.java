package org.duplexsync.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Says of names, addresses and paths what is wrong with them; null if nothing is. */
final class Texts {
  private static final int MAX_PATH = 4095;

  private Texts() {}

  static @Nullable String name(String text) {
    return text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
        ? null
        : show(text)
            + " is no name; write up to 64 letters, digits, dots, - and _, beginning with a"
            + " letter or digit";
  }

  static @Nullable String user(String text) {
    if (text.matches("[^\\s\\p{Cc}:/@-][^\\s\\p{Cc}:/]{0,254}")) {
      return null;
    }
    return show(text) + " is no account; write its log-in name, such as \"webmgr\"";
  }

  static @Nullable String address(String text) {
    if (text.matches("[^@]+@.+")) {
      return "holds a user; write only the host here, \"user\" belongs to the sides of a pair";
    }
    if (text.contains("://") || text.contains("/")) {
      return show(text) + " is a URL or path; write only the host's name or IP address";
    }
    if (text.matches("[^:]+:[0-9]+")) {
      return "holds a port; write it as \"port\": " + text.substring(text.indexOf(':') + 1);
    }
    if (text.matches("\\[.*")) {
      return "write an IPv6 address without brackets, and the port as \"port\"";
    }
    return text.matches("[^\\s\\p{Cc}-][^\\s\\p{Cc}]{0,254}")
        ? null
        : show(text) + " is no address; write a host's name or IP address";
  }

  static @Nullable String jump(String text) {
    return text.matches("[^\\s\\p{Cc}-][^\\s\\p{Cc}]{0,1023}")
        ? null
        : show(text)
            + " is no jump host; write \"user@host:port\", several with commas, or \"none\"";
  }

  /** A file on the operator's machine. */
  static @Nullable String localFile(String text) {
    if (text.endsWith(".pub")) {
      return "is the public half of a key; write the private key's file, without .pub";
    }
    if (text.startsWith("~/") && text.length() > 2) {
      return odd(text);
    }
    if (text.startsWith("~")) {
      return "only \"~/\", the operator's own home, is known; write that or the whole path";
    }
    return text.startsWith("/")
        ? odd(text)
        : show(text) + " is relative; write the whole path, or begin with \"~/\"";
  }

  /** A directory on a host. */
  static @Nullable String directory(String text) {
    if (text.startsWith("~")) {
      return "\"~\" isn't known here; write the whole path, such as \"/home/webmgr"
          + after(text)
          + "\"";
    }
    if (text.matches("[^/]*:/.*")) {
      return "holds a host; write only the path here, host and user have keys of their own";
    }
    if (!text.startsWith("/")) {
      return show(text)
          + " is relative; write the whole path, such as \"/home/webmgr/"
          + (text.startsWith(".") ? "images" : text)
          + "\"";
    }
    if (text.matches("/+")) {
      return "is the whole file system; write a directory in it";
    }
    for (String component : text.split("/")) {
      if (component.equals("..") || component.equals(".")) {
        return show(text) + " holds \"" + component + "\"; write the path it stands for";
      }
    }
    return odd(text);
  }

  private static String after(String text) {
    return text.matches("~/.+") ? text.substring(1) : "/images";
  }

  private static @Nullable String odd(String text) {
    if (text.matches("(?s).*\\p{Cc}.*")) {
      return "holds a control character; such a path can't be used";
    }
    if (!UTF_8.newEncoder().canEncode(text)) {
      return "holds half a character (an unpaired surrogate)";
    }
    return text.getBytes(UTF_8).length > MAX_PATH ? "is longer than " + MAX_PATH + " bytes" : null;
  }

  /** Doubled slashes and those at the end say nothing. */
  static String plain(String directory) {
    String single = directory.replaceAll("/+", "/");
    return single.length() > 1 && single.endsWith("/")
        ? single.substring(0, single.length() - 1)
        : single;
  }

  private static String show(String text) {
    String safe = text.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
    return "\"" + (safe.length() > 60 ? safe.substring(0, 60) + "..." : safe) + "\"";
  }
}
