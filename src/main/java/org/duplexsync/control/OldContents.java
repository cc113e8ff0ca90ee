package org.duplexsync.control;

import java.util.List;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;

/** What was replaced or removed and is kept on its own server. */
public interface OldContents {
  /**
   * What is kept of a path and all below it, the newest first.
   *
   * @param at the root: of the whole pair
   */
  default List<VersionRow> versions(RelPath at, int limit) throws ControlException {
    throw new UnsupportedOperationException("this pair keeps no old contents");
  }

  /**
   * Puts an old content back on its own server, as a new file at a name that is free on both sides;
   * from there it goes its way as any new file. {@link Outcome.Kept}: something stands there, or a
   * guard lets nothing go; nothing was changed.
   *
   * @param version its name, as {@link #versions} says
   */
  default Outcome restore(Side side, String version, RelPath to, String by)
      throws ControlException {
    throw new UnsupportedOperationException("this pair keeps no old contents");
  }
}
