package org.duplexsync.host.ssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ~/.ssh/config} and the system's file say about one host (ssh_config(5)): the first
 * value of each keyword counts, {@code IdentityFile} collects all.
 */
final class SshConfig {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /** What stands first wins, save for identity files, which add up. */
  void put(String keyword, List<String> arguments) {
    String key = keyword.toLowerCase(Locale.ROOT);
    if (key.equals("identityfile")) {
      values.computeIfAbsent(key, k -> new ArrayList<>()).addAll(arguments);
    } else {
      values.putIfAbsent(key, List.copyOf(arguments));
    }
  }

  @Nullable String first(String keyword) {
    List<String> found = all(keyword);
    return found.isEmpty() ? null : found.getFirst();
  }

  List<String> all(String keyword) {
    return values.getOrDefault(keyword.toLowerCase(Locale.ROOT), List.of());
  }

  boolean yes(String keyword) {
    return "yes".equalsIgnoreCase(first(keyword));
  }

  /** Which of two keywords was given first decides (ProxyJump against ProxyCommand). */
  boolean before(String keyword, String other) {
    for (String key : values.keySet()) {
      if (key.equalsIgnoreCase(keyword)) {
        return true;
      }
      if (key.equalsIgnoreCase(other)) {
        return false;
      }
    }
    return false;
  }
}
