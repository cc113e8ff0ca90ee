package org.duplexsync.host;

import org.duplexsync.model.Entry;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;

/** The answer to one file of {@link Tree#hash}. */
public sealed interface Hashed {
  record Ok(Sha256 sha256, Entry entry) implements Hashed {}

  /** Not as expected, before or after it was read. */
  record Drifted(Seen now) implements Hashed {}

  record Failed(String reason) implements Hashed {}
}
