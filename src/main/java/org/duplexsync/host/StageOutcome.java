package org.duplexsync.host;

import java.util.List;
import org.duplexsync.model.Entry;

/** How staging one thing ended. */
public sealed interface StageOutcome {
  /**
   * @param entry of the staged file, with its inode
   * @param lost what could not be taken over from the place (group, ACL, context), in words
   */
  record Staged(Entry entry, List<String> lost) implements StageOutcome {}

  record Failed(String reason, boolean diskFull) implements StageOutcome {}

  record Abandoned() implements StageOutcome {}
}
