package org.duplexsync.job;

import java.util.Locale;

/** How a constant is written in a job file: {@code KEEP_BOTH} as keep-both, {@code A} as A. */
final class Spelling {
  private Spelling() {}

  static String of(Enum<?> constant) {
    String name = constant.name();
    return name.length() == 1 ? name : name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
