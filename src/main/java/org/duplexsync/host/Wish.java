package org.duplexsync.host;

import java.util.Set;
import org.duplexsync.model.RelPath;

/** What a plan would do at a path, to find out whether this account may. */
public record Wish(RelPath path, Set<Need> needs) {
  public enum Need {
    /** The content of the file is read. */
    READ,
    /** A name is put into the directory of the path. */
    ADD,
    /** What stands there is replaced, renamed or removed. */
    TAKE,
    /** As {@link #TAKE}, by which a directory gets another parent. */
    LEAVE,
    /** Mode or times are set. */
    OWN
  }

  public Wish {
    needs = Set.copyOf(needs);
  }
}
