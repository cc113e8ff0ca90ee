package org.duplexsync.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duplexsync.model.Action;
import org.duplexsync.model.Choice;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final int CASES = 4_000;

  private static List<Batch> batches(Map<RelPath, List<Action>> actions) {
    List<PlanRow> rows = new ArrayList<>();
    actions.keySet().forEach(path -> rows.add(Fixtures.row(path, null, null, Choice.A_TO_B)));
    Order order =
        new Order(
            Fixtures.rows(rows), row -> actions.getOrDefault(row.path(), List.of()), Setup.MOST);
    order.survey(_ -> {});
    List<Batch> batches = new ArrayList<>();
    for (Batch batch = order.next(); batch != null; batch = order.next()) {
      batches.add(batch);
    }
    return batches;
  }

  @Test
  void anyRenamesEndAsPlannedWithoutTakingATakenName() {
    int parks = 0;
    int swaps = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Story story = new Story(seed);
      Map<RelPath, List<Action>> actions = story.actions();
      if (story.unlikely) {
        continue;
      }
      List<Op> ops = new ArrayList<>();
      ModelTree tree = story.before.copy();
      try {
        batches(actions).forEach(batch -> ops.addAll(batch.ops()));
        tree.take(ops);
        assertEquals(kinds(story.after), kinds(tree));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(report(seed, story, tree, ops), e);
      }
      parks += (int) ops.stream().filter(op -> op.part() == Op.Part.PARK).count();
      for (int i = 1; i < ops.size(); i++) {
        swaps += Steps.isSwap(ops.get(i - 1), ops.get(i)) ? 1 : 0;
      }
    }
    assertTrue(parks > 50 && swaps > 50, "parks " + parks + ", swaps " + swaps);
  }

  /** A directory that was removed and made again is the same to a listing. */
  private static Map<RelPath, String> kinds(ModelTree tree) {
    Map<RelPath, String> kinds = new TreeMap<>();
    tree.entries.forEach((path, what) -> kinds.put(path, what.startsWith("d") ? "d" : what));
    return kinds;
  }

  private static String report(int seed, Story story, ModelTree tree, List<Op> ops) {
    StringBuilder out = new StringBuilder();
    out.append("seed ").append(seed).append("\nfrom ").append(story.before.entries);
    out.append("\nto   ").append(story.after.entries).append("\nat   ").append(tree.entries);
    for (Op op : ops) {
      out.append("\n  ").append(op.part()).append(' ').append(op.action());
    }
    return out.toString();
  }
}
