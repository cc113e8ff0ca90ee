package org.duplexsync.host.memory;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;

/** Paths as lists of names. */
final class Names {
  private Names() {}

  static List<Bytes> of(RelPath path) {
    var names = new ArrayList<Bytes>();
    byte[] all = path.toArray();
    int start = 0;
    for (int i = 0; i <= all.length && all.length > 0; i++) {
      if (i == all.length || all[i] == '/') {
        names.add(Bytes.of(all, start, i - start));
        start = i + 1;
      }
    }
    return names;
  }

  static RelPath join(RelPath directory, RelPath below) {
    return below.rebase(RelPath.ROOT, directory);
  }

  /** An absolute path as a path from the disk's root. */
  static RelPath absolute(String path) {
    return RelPath.of(path.replaceAll("^/+|/+$", ""));
  }
}
