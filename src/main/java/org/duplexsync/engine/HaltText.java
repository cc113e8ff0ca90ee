package org.duplexsync.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Halt;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Side;

/** What a guard says to the operator: what it saw, and what to do. */
public final class HaltText {
  private HaltText() {}

  /** The state in which this plan waits, with what its guards say. */
  static EngineState review(PlanHeader plan, Instant now) {
    return new EngineState.Review(
        plan.id(),
        plan.counts().rows(count -> count.state() == RowState.OPEN),
        plan.halts().stream().filter(RaisedHalt::stands).map(RaisedHalt::halt).toList(),
        now);
  }

  public static String of(Halt halt) {
    return of(halt, Side::name);
  }

  /**
   * @param name what a side is called
   */
  public static String of(Halt halt, Function<Side, String> name) {
    return switch (halt) {
      case Halt.RootMissing(var side, String root) ->
          "The root %s is missing on %s. Is it mounted? Nothing is planned until it is back."
              .formatted(root, name.apply(side));
      case Halt.OtherFileSystem(var side, String root) ->
          ("The root %s on %s is another directory or file system than before. If it was replaced"
                  + " on purpose, look at the deletes with care.")
              .formatted(root, name.apply(side));
      case Halt.FarFewer(var side, long seen, long agreed) ->
          ("%s has %,d %s where %,d were agreed. If it was emptied or not mounted, bring it"
                  + " back first; approved deletes would empty the other side too.")
              .formatted(name.apply(side), seen, seen == 1 ? "entry" : "entries", agreed);
      case Halt.TooManyDeletes deletes -> deletes(deletes, name);
      case Halt.OtherPlace(var side, String before, String now) ->
          ("%s is %s now; what is agreed was agreed with %s. It is not used: the sides count as"
                  + " never agreed. If this is a mistake, mend the job file before you approve.")
              .formatted(name.apply(side), now, before);
      case Halt.ServerWentBack(var side, long paths, String evidence) ->
          ("%s seems to have been put back to an older state (%s; %,d paths). Its old files would"
                  + " replace newer ones: every difference waits for you.")
              .formatted(name.apply(side), evidence, paths);
      case Halt.StoreWentBack(var side, long store, long witness) ->
          ("Duplex's own memory is older than what %s remembers (%d against %d): it was restored"
                  + " from a copy. Every difference waits for you.")
              .formatted(name.apply(side), store, witness);
      case Halt.ForeignStore(var side, String evidence) ->
          ("Another Duplex has worked on %s (%s). What this one remembers is not used: the sides"
                  + " count as never agreed.")
              .formatted(name.apply(side), evidence);
      case Halt.ClockSkew(Duration skew, Duration limit) ->
          ("The servers' clocks are %s apart (limit %s): which file is newer can't be trusted. Set"
                  + " the clocks, or decide by hand.")
              .formatted(seconds(skew), seconds(limit));
      case Halt.FutureTimes(var side, long paths) ->
          "%,d %s: which is newer can't be trusted."
              .formatted(
                  paths,
                  (paths == 1
                          ? "file on %s has a time in the future"
                          : "files on %s have times in the future")
                      .formatted(name.apply(side)));
      case Halt.FilterChanged() ->
          "The pair's filters were changed since the last run. Paths that came in or fell out are"
              + " not taken for created or deleted.";
      case Halt.ScanIncomplete(var side, String reason) ->
          "The listing of %s is incomplete (%s): what it does not name is unknown, not deleted."
              .formatted(name.apply(side), reason);
    };
  }

  private static String deletes(Halt.TooManyDeletes halt, Function<Side, String> name) {
    String other = name.apply(halt.side().other());
    String told =
        ("%,d of %,d agreed entries%s were deleted on %s, more than the pair's limit of %,d."
                + " Approved as deletes they go from %s too.")
            .formatted(
                halt.deletes(),
                halt.of(),
                halt.below().isRoot() ? "" : " in " + halt.below(),
                name.apply(halt.side()),
                halt.limit(),
                other);
    return halt.gone() == 0
        ? told
        : told
            + (" %,d of them had gone from %s before this stopped: no choice here brings those"
                    + " back, but their content is kept in the versions on %s:"
                    + " duplex restore puts it back.")
                .formatted(halt.gone(), other, other);
  }

  private static String seconds(Duration time) {
    return time.abs().toMillis() / 1000.0 + " s";
  }
}
