package org.duplexsync.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.BaselineRow;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Files of one pair's baseline that were taken for equal by size and time, and that nobody has
 * compared yet. {@link Baseline} keeps them up to date.
 */
public final class Assumed {
  private static final String DONE = "DELETE FROM assumed WHERE pair = ? AND path = ?";

  private final Db db;
  private final int pair;

  Assumed(Db db, int pair) {
    this.db = db;
    this.pair = pair;
  }

  /**
   * Some of them, in path order.
   *
   * @param last the path after which to go on; null: there are no more
   */
  public record Page(List<BaselineRow> rows, @Nullable RelPath last) {}

  /** A file whose content is the same on both sides. */
  public record Proved(BaselineRow row, Sha256 sha256) {}

  public long count() {
    return db.read(session -> session.number("SELECT count(*) FROM assumed WHERE pair = ?", pair));
  }

  /**
   * @param after null: from the beginning
   * @param limit of paths to look at; those that turn out to be no assumptions are not among the
   *     rows
   */
  public Page page(@Nullable RelPath after, int limit) {
    byte[] from = after == null ? new byte[0] : after.toArray();
    List<RelPath> paths =
        db.read(session ->
            session.list(
                "SELECT path FROM assumed WHERE pair = ? AND path > ? ORDER BY path LIMIT " + limit,
                row -> RelPath.of(row.getBytes(1)),
                pair,
                from));
    var rows = new ArrayList<BaselineRow>();
    var not = new ArrayList<RelPath>();
    Baseline baseline = new Baseline(db, pair);
    for (RelPath path : paths) {
      Agreed agreed = baseline.get(path);
      if (agreed != null && isAssumed(agreed)) {
        rows.add(new BaselineRow(path, agreed));
      } else {
        not.add(path);
      }
    }
    forget(not);
    return new Page(rows, paths.size() < limit ? null : paths.getLast());
  }

  private void forget(List<RelPath> paths) {
    if (!paths.isEmpty()) {
      db.write(
          Db.Sync.RELAXED,
          session -> {
            Batch done = new Batch(session, DONE);
            for (RelPath path : paths) {
              done.add(pair, path.toArray());
            }
            done.run();
            return paths.size();
          });
    }
  }

  /** A row that was agreed anew meanwhile stays as it is. */
  public void proved(List<Proved> files) {
    Out out = new Out();
    db.write(
        Db.Sync.RELAXED,
        session -> {
          for (Proved file : files) {
            Agreed was = file.row().agreed();
            Agreed is =
                new Agreed(was.entry(), file.sha256(), Agreed.How.HASHED, was.b(), was.at());
            replace(session, out, file.row(), is);
          }
          return files.size();
        });
  }

  /**
   * The contents differ, though size and time are the same: such a path is a difference from now
   * on, about which nothing was agreed.
   */
  public void doubted(List<BaselineRow> rows) {
    Out out = new Out();
    db.write(
        Db.Sync.DURABLE,
        session -> {
          var changed = new ArrayList<byte[]>();
          for (BaselineRow row : rows) {
            if (replace(session, out, row, withoutIdentity(row.agreed()))) {
              changed.add(row.path().toArray());
            }
          }
          OpenPaths.open(session, pair, changed.stream());
          return rows.size();
        });
  }

  private boolean replace(Session session, Out out, BaselineRow row, Agreed is)
      throws SQLException {
    EntryCodec.agreed(out, row.agreed());
    byte[] before = out.take();
    EntryCodec.agreed(out, is);
    byte[] path = row.path().toArray();
    int changed =
        session.update(
            "UPDATE baseline SET agreed = ? WHERE pair = ? AND path = ? AND agreed = ?",
            out.take(),
            pair,
            path,
            before);
    if (changed > 0) {
      session.update(DONE, pair, path);
    }
    return changed > 0;
  }

  /** No file is the one that was agreed, so that no listing looks as agreed. */
  private static Agreed withoutIdentity(Agreed agreed) {
    Entry e = agreed.entry();
    var none =
        new Entry(
            e.kind(),
            e.size(),
            e.mtime(),
            e.mode(),
            e.owner(),
            e.group(),
            e.target(),
            none(e.id()));
    return new Agreed(none, null, Agreed.How.ASSUMED, none(agreed.b()), agreed.at());
  }

  private static FileId none(FileId id) {
    return new FileId(0, id.ctime(), id.links());
  }

  private static boolean isAssumed(Agreed agreed) {
    return agreed.how() == Agreed.How.ASSUMED && agreed.entry().isFile();
  }

  /** Follows changes of the baseline, in their order and within their transaction. */
  static final class Follower {
    private final boolean any;
    private final Batch more;
    private final Batch less;
    private final int pair;

    Follower(Session session, int pair) throws SQLException {
      this.pair = pair;
      this.any = session.number("SELECT EXISTS (SELECT 1 FROM assumed WHERE pair = ?)", pair) != 0;
      this.more = new Batch(session, "INSERT OR IGNORE INTO assumed VALUES (?, ?)");
      this.less = new Batch(session, DONE);
    }

    void follow(BaselineChange change) throws SQLException {
      boolean assumed =
          change instanceof BaselineChange.Agree(RelPath _, Agreed agreed) && isAssumed(agreed);
      byte[] path = change.path().toArray();
      if (assumed) {
        less.run();
        more.add(pair, path);
      } else if (any) {
        more.run();
        less.add(pair, path);
      }
    }

    void run() throws SQLException {
      more.run();
      less.run();
    }
  }
}
