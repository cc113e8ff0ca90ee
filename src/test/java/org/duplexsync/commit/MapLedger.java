package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;

/** A ledger in memory; it can end the engine before or after each of its transactions. */
final class MapLedger implements Ledger {
  /** Ends the engine, as a crash would. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  final Map<RelPath, PlanRow> rows = new TreeMap<>();
  final Map<RelPath, Agreed> baseline = new TreeMap<>();
  final Map<Long, IntentBatch> batches = new LinkedHashMap<>();
  final List<JournalRow> journal = new ArrayList<>();
  final List<VersionRow> versions = new ArrayList<>();
  final Map<RelPath, Outcome> outcomes = new LinkedHashMap<>();
  long generation;
  boolean sameBoot = true;
  int crashAt = -1;
  int points;
  private long ids;

  void forgetPlan() {
    rows.clear();
    outcomes.clear();
  }

  /** Each transaction has a point before and one after it. */
  private void point() {
    if (points++ == crashAt) {
      throw new Crash();
    }
  }

  @Override
  public List<PlanRow> page(@Nullable RelPath after, boolean reverse, int limit) {
    return Fixtures.rows(List.copyOf(rows.values())).page(after, reverse, limit);
  }

  @Override
  public IntentBatch open(List<Intent> intents) {
    point();
    IntentBatch batch = new IntentBatch(++ids, "p", 1, 1, Fixtures.T0, intents);
    batches.put(batch.id(), batch);
    point();
    return batch;
  }

  @Override
  public void staged(IntentBatch batch, List<Intent> intents) {
    point();
    Map<Integer, Intent> all = new TreeMap<>();
    batch.intents().forEach(intent -> all.put(intent.number(), intent));
    intents.forEach(intent -> all.put(intent.number(), intent));
    batches.put(
        batch.id(), new IntentBatch(batch.id(), "p", 1, 1, batch.at(), List.copyOf(all.values())));
    point();
  }

  @Override
  public void settling(IntentBatch batch) {
    List<Intent> all = new ArrayList<>();
    for (Intent each : batch.intents()) {
      all.add(
          new Intent(
              each.number(),
              each.action(),
              each.stage(),
              each.version(),
              each.staged(),
              each.hash(),
              Intent.State.SETTLED));
    }
    batches.put(batch.id(), new IntentBatch(batch.id(), "p", 1, 1, batch.at(), all));
  }

  @Override
  public boolean isSameBoot(Side side) {
    return sameBoot;
  }

  @Override
  public void record(@Nullable IntentBatch batch, Heard heard) {
    point();
    rebase(heard.rebases());
    for (BaselineChange change : heard.baseline()) {
      switch (change) {
        case BaselineChange.Agree(var path, var agreed) -> baseline.put(path, agreed);
        case BaselineChange.Forget(var path) -> baseline.remove(path);
      }
    }
    journal.addAll(heard.journal());
    versions.addAll(heard.versions());
    outcomes.putAll(heard.outcomes());
    if (batch != null) {
      batches.remove(batch.id());
    }
    point();
  }

  private void rebase(List<Heard.Rebase> rebases) {
    Map<RelPath, Agreed> moved = new TreeMap<>();
    for (Heard.Rebase rebase : rebases) {
      for (RelPath path : List.copyOf(baseline.keySet())) {
        if (path.equals(rebase.from()) || rebase.from().contains(path)) {
          Agreed agreed = Objects.requireNonNull(baseline.remove(path));
          moved.put(path.rebase(rebase.from(), rebase.to()), agreed);
        }
      }
    }
    baseline.putAll(moved);
  }

  @Override
  public List<IntentBatch> unsettled() {
    return List.copyOf(batches.values());
  }

  @Override
  public @Nullable PlanRow row(IntentBatch batch, RelPath path) {
    return rows.get(path);
  }

  @Override
  public List<VersionRow> toLookAt(int limit) {
    return versions.stream().filter(row -> row.lookAt() != null).limit(limit).toList();
  }

  @Override
  public void lookedAt(List<VersionRow> looked) {
    for (VersionRow version : looked) {
      versions.removeIf(row -> row.side() == version.side() && row.name().equals(version.name()));
      versions.add(version);
    }
  }

  @Override
  public String id() {
    return "store";
  }

  @Override
  public long pending() {
    return generation + 1;
  }

  @Override
  public void synced(long made) {
    generation = made;
  }
}
