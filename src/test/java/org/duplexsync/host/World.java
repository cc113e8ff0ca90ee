package org.duplexsync.host;

import java.time.Instant;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** What stands in a root beneath a {@link Host}'s feet: tests change it behind its back. */
public interface World {
  void file(RelPath path, byte[] content, int mode, Instant mtime) throws Exception;

  void directory(RelPath path, int mode) throws Exception;

  void symlink(RelPath path, String target) throws Exception;

  void chmod(RelPath path, int mode) throws Exception;

  void rename(RelPath from, RelPath to) throws Exception;

  /** Removes a file, a link or a directory with all below it. */
  void remove(RelPath path) throws Exception;

  /** The content of a file; null if there is none. */
  byte @Nullable [] content(RelPath path) throws Exception;
}
