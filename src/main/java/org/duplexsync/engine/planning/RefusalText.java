package org.duplexsync.engine.planning;

import org.duplexsync.host.Refusal;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/** What stands in the way, and what to do about it. */
final class RefusalText {
  private RefusalText() {}

  static String of(Refusal refusal, Side on, String user) {
    Entry entry = refusal.entry();
    String name = name(refusal.at(), entry);
    String what = "on " + on + ": " + name + " belongs to " + owner(entry) + "; ";
    return switch (refusal.why()) {
      case UNREADABLE -> what + let(user, "read it");
      case UNWRITABLE -> what + let(user, "write in it");
      case STICKY ->
          what
              + "its directory is sticky, so %s may neither replace nor remove it. Give it to %s (chown), or exclude it"
                  .formatted(user, user);
      case FOREIGN ->
          what
              + "only its owner may set its mode and time. Give it to %s (chown), or set them there by hand"
                  .formatted(user);
      case FIXED ->
          "on %s: %s is immutable or append-only. Take that away (chattr -i -a), or exclude it"
              .formatted(on, name);
      case READ_ONLY ->
          "on %s: %s lies on a file system that is mounted read-only".formatted(on, name);
      case OURS ->
          "on %s: .duplex is where Duplex keeps its own files. Give yours another name, or exclude it"
              .formatted(on);
    };
  }

  private static String let(String user, String act) {
    return "%s may not %s. Let %s %s (chgrp and chmod, or setfacl), or exclude it"
        .formatted(user, act, user, act);
  }

  private static String name(RelPath at, Entry entry) {
    if (at.isRoot()) {
      return "the root";
    }
    return switch (entry.kind()) {
      case DIRECTORY -> "the directory " + at;
      case FILE, SYMLINK, OTHER -> at.toString();
    };
  }

  private static String owner(Entry entry) {
    return "%s:%s, mode %04o".formatted(entry.owner(), entry.group(), entry.mode());
  }
}
