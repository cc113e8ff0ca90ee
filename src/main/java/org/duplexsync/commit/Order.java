package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.duplexsync.model.Action;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * Puts the actions of an approved plan in order and hands them out in batches. Rows are streamed,
 * once for each phase that has any; held in memory are one page, rows whose actions fall into more
 * than one phase, and moves that depend on one another.
 */
final class Order {
  private static final int PAGE = Batch.LIMIT;

  private final Rows rows;
  private final Function<PlanRow, List<Action>> actions;
  private final Survey survey = new Survey();
  private final Map<RelPath, Work> unfinished = new HashMap<>();
  private final List<Pass> passes = new ArrayList<>();
  private List<Op> sorted = List.of();
  private final Batching batching;
  private int pass;
  private @Nullable RelPath at;
  private boolean pageEnd;

  /**
   * One reading of the rows.
   *
   * @param which of the phase's steps; null: those that were sorted, no rows are read
   */
  private record Pass(Phase phase, @Nullable Predicate<Op> which) {}

  /**
   * @param most steps in a batch, if they may be cut apart
   */
  Order(Rows rows, Function<PlanRow, List<Action>> actions, int most) {
    this.rows = rows;
    this.actions = actions;
    this.batching = new Batching(most);
  }

  /**
   * Reads all rows up to three times; call it once, before {@link #next}.
   *
   * @param idle is given the rows for which there is nothing to do, some at a time
   */
  void survey(Consumer<List<Work>> idle) {
    List<Work> none = new ArrayList<>();
    each(work -> {
      survey.note(work);
      if (work.ops().isEmpty() && none.add(work) && none.size() == PAGE) {
        idle.accept(List.copyOf(none));
        none.clear();
      }
    });
    if (!none.isEmpty()) {
      idle.accept(none);
    }
    if (survey.anyMoves()) {
      each(survey::noteNeeds);
      sortTangled();
    }
    for (Phase phase : Phase.values()) {
      if (!survey.has(phase)) {
        continue;
      }
      if (phase == Phase.STRUCTURE) {
        passes.add(new Pass(phase, op -> loose(op) && op.action() instanceof Action.MakeDirectory));
        passes.add(new Pass(phase, null));
        passes.add(new Pass(phase, op -> loose(op) && !makes(op)));
      } else {
        passes.add(new Pass(phase, this::loose));
      }
    }
  }

  private static boolean makes(Op op) {
    return op.action() instanceof Action.MakeDirectory;
  }

  /** The next steps, null at the end. All steps of a row in one phase come in one batch. */
  @Nullable Batch next() {
    while (pass < passes.size()) {
      Batch batch = more();
      if (batch != null) {
        return batch;
      }
      pass++;
      at = null;
      pageEnd = false;
    }
    return null;
  }

  /**
   * As {@link #next}, but null also where what comes next rests on what became of the steps before.
   */
  @Nullable Batch more() {
    boolean more = pass < passes.size();
    while (more) {
      Pass now = passes.get(pass);
      more = now.which() == null ? takeSorted() : takePage(now);
      if (batching.isFull() || (!more && !batching.isEmpty())) {
        return batching.take(now.phase());
      }
    }
    return null;
  }

  /** Nothing more is to be expected of this row. */
  void forget(Work work) {
    unfinished.remove(work.path());
  }

  private boolean takeSorted() {
    batching.addSorted(sorted);
    sorted = List.of();
    return false;
  }

  private boolean takePage(Pass now) {
    if (batching.isFull()) {
      return true;
    }
    if (pageEnd) {
      return false;
    }
    List<PlanRow> page = rows.page(at, now.phase().reverse(), PAGE);
    for (PlanRow row : page) {
      Work work = work(row);
      if (now.which() != null && row.outcome() == null) {
        batching.add(work.ops(now.phase()).stream().filter(now.which()).toList());
      }
      at = row.path();
      if (batching.isFull()) {
        return true;
      }
    }
    pageEnd = page.size() < PAGE;
    return !pageEnd;
  }

  private boolean loose(Op op) {
    if (!survey.anyMoves()) {
      return true;
    }
    Op first = op.work().ops().getFirst();
    boolean follows =
        !first.equals(op)
            && first.action() instanceof Action.Move
            && first.action().on() == op.action().on();
    if (follows) {
      // the steps of a move onto a taken name stay together; what edits a moved file comes later
      return op.phase() != Phase.STRUCTURE || !survey.tangled(first.action());
    }
    return !survey.tangled(op.action());
  }

  private void sortTangled() {
    Map<Side, List<List<Op>>> tangled = new EnumMap<>(Side.class);
    each(work -> {
      for (Phase phase : Phase.values()) {
        List<Op> ops = work.ops(phase).stream().filter(op -> !loose(op)).toList();
        if (!ops.isEmpty()) {
          unfinished.put(work.path(), work);
          tangled.computeIfAbsent(ops.getFirst().action().on(), _ -> new ArrayList<>()).add(ops);
        }
      }
    });
    List<Op> all = new ArrayList<>();
    tangled.values().forEach(steps -> all.addAll(Tangle.sort(steps)));
    sorted = all;
  }

  private void each(Consumer<Work> consumer) {
    RelPath after = null;
    List<PlanRow> page;
    do {
      page = rows.page(after, false, PAGE);
      page.stream().filter(row -> row.outcome() == null).forEach(row -> consumer.accept(work(row)));
      after = page.isEmpty() ? null : page.getLast().path();
    } while (page.size() == PAGE);
  }

  /** The same object for each phase of a row, so that its outcomes come together. */
  private Work work(PlanRow row) {
    Work known = unfinished.get(row.path());
    if (known != null) {
      return known;
    }
    Work work = Work.of(row, actions.apply(row));
    if (!work.inOnePhase()) {
      unfinished.put(work.path(), work);
    }
    return work;
  }
}
