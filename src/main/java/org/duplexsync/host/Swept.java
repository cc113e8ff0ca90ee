package org.duplexsync.host;

import java.util.List;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * What lay in the pair's own directory though no open intent knows it.
 *
 * @param removed how many things went that can't be anybody's content
 * @param stuck what could not be moved to the versions and stays, with the reason
 */
public record Swept(int removed, List<Kept> kept, List<String> stuck) {
  /**
   * @param version the name it has among the versions now
   * @param path where it was or would have been in the tree, null: that is not known any more
   */
  public record Kept(String version, Entry entry, @Nullable RelPath path) {}
}
