package org.duplexsync.job;

import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.ReviewPolicy;

/**
 * Who decides what.
 *
 * @param reviewAtStart default {@link ReviewPolicy#ALWAYS}
 * @param reviewOnReturn default {@link ReviewPolicy#WHEN_UNSAFE}
 * @param onConflict while running; default {@link ConflictPolicy#NEWER}
 */
public record PolicyDef(
    ReviewPolicy reviewAtStart,
    ReviewPolicy reviewOnReturn,
    ConflictPolicy onConflict,
    Deletes deletes,
    DeleteLimit deleteLimit) {
  public static final PolicyDef DEFAULT =
      new PolicyDef(
          ReviewPolicy.ALWAYS,
          ReviewPolicy.WHEN_UNSAFE,
          ConflictPolicy.NEWER,
          new Deletes(DeletePolicy.RESTORE, DeletePolicy.PROPAGATE),
          new DeleteLimit(50, 10));

  /** Defaults: restored at start, propagated while running, as lsyncd's {@code "running"}. */
  public record Deletes(DeletePolicy atStart, DeletePolicy running) {}

  /**
   * More deletes than this stop and ask; whichever trips first.
   *
   * @param count paths; default 50
   * @param percent of the paths agreed; default 10
   */
  public record DeleteLimit(int count, int percent) {}
}
