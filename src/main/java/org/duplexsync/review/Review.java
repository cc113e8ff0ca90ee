package org.duplexsync.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Count;
import org.duplexsync.model.Counts;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanHeader;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RaisedHalt;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.duplexsync.reconcile.Guards;
import org.duplexsync.store.Decisions;
import org.duplexsync.store.Decisions.Extent;
import org.duplexsync.store.Store;

/**
 * The review of one plan: decisions, and approvals in one or more parts. Everything is stored as it
 * is decided; {@code by} is {@code operator:NAME} or {@code policy:NAME}. Nothing is approved while
 * the plan is being built or a halt stands that no one has acknowledged.
 */
public final class Review {
  private final Store store;
  private final String pair;
  private final long plan;
  private final Decisions decisions;
  private final Predicate<Summary> asRead;

  private Review(Store store, String pair, long plan, Predicate<Summary> asRead) {
    this.store = store;
    this.pair = pair;
    this.plan = plan;
    this.decisions = store.plans(pair).decisions(plan);
    this.asRead = asRead;
  }

  /**
   * @throws IllegalArgumentException if the pair has no such plan
   */
  public static Review open(Store store, String pair, long plan) {
    Review review = new Review(store, pair, plan, _ -> true);
    review.header();
    return review;
  }

  /**
   * The same, but approves only what was read.
   *
   * @param asRead whether what an approval would do is that, asked at the moment of the approval
   */
  public Review providedThat(Predicate<Summary> asRead) {
    return new Review(store, pair, plan, asRead);
  }

  public PlanHeader header() {
    PlanHeader header = store.plans(pair).header(plan);
    if (header == null) {
      throw new IllegalArgumentException("the pair " + pair + " has no plan " + plan);
    }
    return header;
  }

  /** Returns how many of the paths offer the choice and are still open. */
  public int decide(Collection<RelPath> paths, Choice choice, String by) {
    return decisions.decide(paths, Pick.of(choice), by);
  }

  /** Decides for those of the paths that offer what is picked, in one step of the undo log. */
  public int decide(Collection<RelPath> paths, Pick pick, String by) {
    return decisions.decide(paths, pick, by);
  }

  public int decide(RelPath path, Choice choice, String by) {
    return decide(List.of(path), choice, by);
  }

  /** Decides for all rows of a selection that offer what is picked, in one step of the undo log. */
  public int decide(Selection selection, Pick pick, String by) {
    return decisions.decide(selection, pick, by);
  }

  /** Takes decisions back: the rows wait again. */
  public int reset(Collection<RelPath> paths, String by) {
    return decisions.decide(paths, new Pick.Reset(), by);
  }

  /** Takes the last step back. Returns how many rows it changed. */
  public int undo() {
    return decisions.undo();
  }

  public int redo() {
    return decisions.redo();
  }

  /** Notes that a person has read why the pipeline stopped and wants to go on. */
  public void acknowledge(RaisedHalt halt, String by) {
    store.plans(pair).acknowledge(plan, halt.number(), by);
  }

  /** What {@link #approve} would do. */
  public Summary decided() {
    return summary(Extent.DECIDED);
  }

  /** What {@link #approveSafe} would do. */
  public Summary safe() {
    return summary(Extent.SAFE);
  }

  /** What {@link #approveDecidedAndSafe} would do. */
  public Summary decidedAndSafe() {
    return summary(Extent.DECIDED_AND_SAFE);
  }

  /** What {@link #approveAll} would do. */
  public Summary all() {
    return summary(Extent.ALL);
  }

  private Summary summary(Extent extent) {
    Counts counts = store.plans(pair).rows(plan).counts();
    return Summary.of(counts.where(count -> count.state() == RowState.OPEN), taken(extent));
  }

  private static Predicate<Count> taken(Extent extent) {
    Predicate<Count> does = count -> count.choice() != Choice.SKIP;
    return switch (extent) {
      case DECIDED -> does.and(count -> count.chosen() != null);
      case SAFE -> does.and(Review::harmless);
      case DECIDED_AND_SAFE ->
          does.and(count -> count.chosen() != null).or(does.and(Review::harmless));
      case ALL -> does;
    };
  }

  private static boolean isTaken(PlanRow row, Extent extent) {
    PlanItem item = row.item();
    boolean harmless =
        item.safe() && row.choice() == item.proposal() && item.bucket() != Bucket.CONFLICT;
    return row.state() == RowState.APPROVED
        || switch (extent) {
          case DECIDED -> row.decision() != null;
          case SAFE -> harmless;
          case DECIDED_AND_SAFE -> row.decision() != null || harmless;
          case ALL -> true;
        };
  }

  private static boolean harmless(Count count) {
    return count.safe()
        && count.choice() == count.proposal()
        && !count.isDelete()
        && count.bucket() != Bucket.CONFLICT;
  }

  /** Approves what was decided, and nothing else. */
  public Approval approve(String by, DeleteCheck check) {
    return approve(Extent.DECIDED, by, check);
  }

  /** Approves what is safe at its default. */
  public Approval approveSafe(String by) {
    return approve(Extent.SAFE, by, DeleteCheck.NONE);
  }

  /** Approves what was decided, and of the rest what is safe at its default. */
  public Approval approveDecidedAndSafe(String by, DeleteCheck check) {
    return approve(Extent.DECIDED_AND_SAFE, by, check);
  }

  /** Approves what was decided, and every default of the rest. */
  public Approval approveAll(String by, DeleteCheck check) {
    return approve(Extent.ALL, by, check);
  }

  /** Lets the pair's policy approve what it may without a person. */
  public Approval approveByPolicy(ReviewPolicy policy, Column column) {
    String name =
        switch (column) {
          case AT_START -> "policy:review-at-start";
          case RUNNING -> "policy:review-on-return";
        };
    return switch (policy) {
      case ALWAYS -> new Approval.Nothing();
      case WHEN_UNSAFE -> approveSafe(name);
      case NEVER -> approveAll(name, DeleteCheck.NONE);
    };
  }

  /** As {@link #approveByPolicy}, but for rows that waited for a person before. */
  public Approval approveByPolicy(ReviewPolicy policy, Column column, Collection<RelPath> waiting) {
    return store.transact(() -> {
      decisions.aside(waiting);
      Approval approval = approveByPolicy(policy, column);
      decisions.back();
      return approval;
    });
  }

  /**
   * Lets the pair's policy approve what is safe although a guard stopped, if all that it said is
   * which deletes and conflicts can't be trusted: neither is ever safe.
   */
  public Approval approveSafeByPolicy(String policy) {
    return approve(Extent.SAFE, policy, DeleteCheck.NONE, Guards::holdsMoreThanDeletes);
  }

  private Approval approve(Extent extent, String by, DeleteCheck check) {
    return approve(extent, by, check, _ -> true);
  }

  /**
   * @param stops whether a halt that stands is in the way
   */
  private Approval approve(Extent extent, String by, DeleteCheck check, Predicate<Halt> stops) {
    return store.transact(() -> {
      if (!asRead.test(summary(extent))) {
        return new Approval.Refused(
            List.of("what would be done is not what was read; read it again"));
      }
      new DirectoryChoices(decisions, by)
          .run(store.plans(pair).rows(plan), row -> isTaken(row, extent));
      List<String> reasons = refusals(summary(extent).deletions(), check, stops);
      if (!reasons.isEmpty()) {
        return new Approval.Refused(reasons);
      }
      Decisions.Frozen frozen = decisions.freeze(extent, by);
      if (frozen == null) {
        return new Approval.Nothing();
      }
      store.plans(pair).state(plan, PlanState.APPROVED);
      return new Approval.Approved(new ApprovedPlan(pair, plan, frozen));
    });
  }

  private List<String> refusals(long deletions, DeleteCheck check, Predicate<Halt> stops) {
    List<String> reasons = new ArrayList<>();
    PlanHeader header = header();
    if (header.state() == PlanState.BUILDING) {
      reasons.add("the plan is not complete yet: wait until both sides are compared");
    }
    for (RaisedHalt halt : header.halts()) {
      if (halt.stands() && stops.test(halt.halt())) {
        reasons.add("halt " + halt.number() + " was not acknowledged: " + halt.halt());
      }
    }
    if (!check.passes(deletions)) {
      reasons.add(
          deletions + " deletions are more than " + check.limit() + ": type their number to go on");
    }
    return reasons;
  }

  /** Opens what was approved and has failed, so that it can be approved again. */
  public int retryFailed() {
    return decisions.reopen(Set.of(RowState.FAILED));
  }

  /**
   * Opens what was approved and not reached: after a crash no one is left who would commit it. Open
   * intents must be settled first.
   */
  public int reopenUnfinished() {
    return decisions.reopen(Set.of(RowState.APPROVED));
  }
}
