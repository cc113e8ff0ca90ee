package org.duplexsync.reconcile;

import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/**
 * What becomes of a directory bounds what becomes of what is in it: nothing is put below something
 * that won't be a directory, and what was in a directory that a file replaces goes or waits with
 * it. One pass over the plan in path order, after {@link DirectoriesBackward}; review does the same
 * with choices in place of proposals.
 */
public final class DirectoriesForward {
  private static final String FOLLOWS = "; waits for what becomes of ";

  private final Prefixes<Around> around = new Prefixes<>();

  /**
   * A directory that only one side has.
   *
   * @param clash the other side has something else under its name
   */
  private record Around(RelPath path, Side side, Choice choice, boolean clash, boolean safe) {}

  /** The item as one that waits for a directory above it. */
  public static PlanItem following(PlanItem item, RelPath directory) {
    return Amend.proposal(item, Choice.SKIP, false, item.reason() + FOLLOWS + directory);
  }

  /** It waits for a directory above it and nothing else. */
  public static boolean isFollowing(PlanItem item) {
    return item.proposal() == Choice.SKIP && item.reason().contains(FOLLOWS);
  }

  /** To be called for each item, in path order; the answer takes its place in the plan. */
  public PlanItem next(PlanItem item) {
    around.moveTo(item.path());
    Around directory = around.enclosing(item.path());
    PlanItem answer = directory == null ? item : within(item, directory);
    enter(answer, answer.proposal());
    return answer;
  }

  /** The choice that can be carried out, given the choices of the directories around. */
  public Choice next(PlanItem item, Choice choice) {
    around.moveTo(item.path());
    Around directory = around.enclosing(item.path());
    Choice answer = directory == null ? choice : follow(item, choice, directory);
    enter(item, answer);
    return answer;
  }

  private void enter(PlanItem item, Choice choice) {
    Side side = Amend.onlyDirectory(item);
    if (side != null) {
      boolean clash = item.seen(side.other()) instanceof Seen.Present;
      around.push(item.path(), new Around(item.path(), side, choice, clash, item.safe()));
    }
  }

  private static PlanItem within(PlanItem item, Around directory) {
    Choice proposal = follow(item, item.proposal(), directory);
    boolean rides = proposal == Choice.from(directory.side) || proposal == Choice.KEEP_BOTH;
    boolean safe = item.safe() && (directory.safe || !rides) && proposal != Choice.SKIP;
    if (proposal == item.proposal()) {
      return safe == item.safe() ? item : Amend.proposal(item, proposal, safe, item.reason());
    }
    String reason =
        proposal == Choice.SKIP
            ? item.reason() + FOLLOWS + directory.path
            : was(item, directory) + "; goes with " + directory.path;
    return Amend.proposal(item, proposal, safe, reason);
  }

  private static String was(PlanItem item, Around directory) {
    return item.bucket() == Bucket.DELETE
        ? "deleted on " + directory.side.other() + ", where " + directory.path + " is no directory"
        : item.reason();
  }

  private static Choice follow(PlanItem item, Choice choice, Around directory) {
    Side side = directory.side;
    Choice taken = directory.choice;
    if (taken == Choice.SKIP) {
      boolean removes =
          choice == Choice.from(side.other()) && item.seen(side.other()) instanceof Seen.Absent;
      return removes && !directory.clash ? choice : Choice.SKIP;
    }
    if (taken == Choice.from(side.other())) {
      boolean goes = item.seen(side.other()) instanceof Seen.Absent;
      Choice wanted = Choice.from(side.other());
      return goes && item.choices().contains(wanted) && !moved(item) ? wanted : Choice.SKIP;
    }
    return choice;
  }

  private static boolean moved(PlanItem item) {
    return item.changeA() instanceof Change.Moved || item.changeB() instanceof Change.Moved;
  }
}
