package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.Expected;
import org.duplexsync.host.Hashed;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.store.Assumed;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was only taken for equal by size and time, in path order, some at a time. What is not
 * as it was then is left to the next compare.
 */
final class Proof {
  /** Bytes to be read at a time while somebody may wait. */
  static final long AT_ONCE = 64L << 20;

  private static final int FILES = 500;

  private final Link link;
  private final Assumed assumed;
  private final long bytes;
  private @Nullable RelPath last;
  private long read;
  private boolean over;

  /**
   * @param bytes to be read at a time on each side; a single file may have more
   */
  Proof(Link link, Assumed assumed, long bytes) {
    this.link = link;
    this.assumed = assumed;
    this.bytes = bytes;
  }

  /** All have been read once. */
  boolean isOver() {
    return over;
  }

  /** Is asked before each portion. */
  interface Watch {
    /**
     * @param read files so far
     * @return false: somebody waits, the rest is for another time
     */
    boolean goesOn(long read);
  }

  /**
   * Reads on for about this long.
   *
   * @return those whose contents differ
   */
  List<RelPath> during(Duration time, InstantSource clock, Watch watch)
      throws HostException, TreeException {
    Instant end = clock.instant().plus(time);
    var apart = new ArrayList<RelPath>();
    while (!over && clock.instant().isBefore(end) && watch.goesOn(read)) {
      apart.addAll(some());
    }
    return apart;
  }

  /** What to say of a path whose contents differ. */
  static String words(RelPath path) {
    return "%s has the same size and time on both sides, but not the same content; it waits for a decision"
        .formatted(path);
  }

  /**
   * Reads some more.
   *
   * @return those whose contents differ
   */
  List<RelPath> some() throws HostException, TreeException {
    Assumed.Page page = assumed.page(last, FILES);
    List<BaselineRow> rows = within(page.rows());
    boolean all = rows.size() == page.rows().size();
    over = all && page.last() == null;
    last = all ? page.last() : rows.getLast().path();
    if (rows.isEmpty()) {
      return List.of();
    }
    read += rows.size();
    Sides<List<@Nullable Expected>> there = link.together().both(side -> there(side, rows));
    var asked = new ArrayList<Integer>();
    for (int i = 0; i < rows.size(); i++) {
      if (there.a().get(i) != null && there.b().get(i) != null) {
        asked.add(i);
      }
    }
    Sides<List<Hashed>> hashed =
        link.together().both(side -> link.tree(side).hash(some(there.of(side), asked)));
    return judge(asked.stream().map(rows::get).toList(), hashed);
  }

  private List<BaselineRow> within(List<BaselineRow> rows) {
    long sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      sum += rows.get(i).agreed().entry().size();
      if (sum > bytes && i > 0) {
        return rows.subList(0, i);
      }
    }
    return rows;
  }

  /** The files as they are now; null where it is another one, or was touched since. */
  private List<@Nullable Expected> there(Side side, List<BaselineRow> rows) throws HostException {
    Tree tree = link.tree(side);
    List<Seen> seen = tree.look(rows.stream().map(BaselineRow::path).toList());
    var there = new ArrayList<@Nullable Expected>();
    for (int i = 0; i < rows.size(); i++) {
      BaselineRow row = rows.get(i);
      there.add(
          seen.get(i) instanceof Seen.Present(Entry now) && isAgreed(row.agreed(), side, now)
              ? new Expected(row.path(), now)
              : null);
    }
    return there;
  }

  private static boolean isAgreed(Agreed agreed, Side side, Entry now) {
    FileId then = agreed.id(side);
    return now.looksLike(agreed.entry())
        && now.id().inode() == then.inode()
        && now.id().ctime().equals(then.ctime());
  }

  private static List<Expected> some(List<@Nullable Expected> all, List<Integer> asked) {
    var some = new ArrayList<Expected>();
    for (int i : asked) {
      Expected file = all.get(i);
      if (file != null) {
        some.add(file);
      }
    }
    return some;
  }

  private List<RelPath> judge(List<BaselineRow> rows, Sides<List<Hashed>> hashed) {
    var proved = new ArrayList<Assumed.Proved>();
    var apart = new ArrayList<BaselineRow>();
    for (int i = 0; i < rows.size(); i++) {
      if (hashed.a().get(i) instanceof Hashed.Ok a && hashed.b().get(i) instanceof Hashed.Ok b) {
        if (a.sha256().equals(b.sha256())) {
          proved.add(new Assumed.Proved(rows.get(i), a.sha256()));
        } else {
          apart.add(rows.get(i));
        }
      }
    }
    assumed.proved(proved);
    assumed.doubted(apart);
    return apart.stream().map(BaselineRow::path).toList();
  }
}
