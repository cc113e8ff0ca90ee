package org.duplexsync.commit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Intent;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.duplexsync.review.ApprovedPlan;
import org.duplexsync.store.Baseline;
import org.duplexsync.store.Store;
import org.duplexsync.store.Versions;
import org.jspecify.annotations.Nullable;

/** The ledger of one pair in the job's store. */
public final class StoreLedger implements Ledger {
  private static final String BOOTS = "intents.boots.";

  private final Store store;
  private final String pair;
  private final long run;
  private final @Nullable ApprovedPlan plan;
  private final InstantSource clock;
  private final String bootA;
  private final String bootB;

  /**
   * @param plan what is to be committed; null: only to settle or to look again
   */
  public StoreLedger(
      Store store,
      String pair,
      long run,
      @Nullable ApprovedPlan plan,
      InstantSource clock,
      Ends ends) {
    this.store = store;
    this.pair = pair;
    this.run = run;
    this.plan = plan;
    this.clock = clock;
    this.bootA = ends.a().facts().bootId();
    this.bootB = ends.b().facts().bootId();
  }

  @Override
  public List<PlanRow> page(@Nullable RelPath after, boolean reverse, int limit) {
    return plan == null
        ? List.of()
        : store.plans(pair).rows(plan.plan()).approvedPage(plan.approval(), after, reverse, limit);
  }

  @Override
  public IntentBatch open(List<Intent> intents) {
    for (Side side : Side.values()) {
      if (!isSameBoot(side)) {
        store.settings(pair).put(BOOTS + side, boot(side));
      }
    }
    return store.intents(pair).open(run, plan == null ? 0 : plan.plan(), intents);
  }

  private String boot(Side side) {
    return side == Side.A ? bootA : bootB;
  }

  @Override
  public boolean isSameBoot(Side side) {
    return store.settings(pair).get(BOOTS + side).filter(boot(side)::equals).isPresent();
  }

  @Override
  public void settling(IntentBatch batch) {
    store.intents(pair).settle(batch.id(), batch.intents().stream().map(Intent::number).toList());
  }

  @Override
  public void staged(IntentBatch batch, List<Intent> intents) {
    store.intents(pair).staged(batch.id(), intents);
  }

  @Override
  public void record(@Nullable IntentBatch batch, Heard heard) {
    store.transact(() -> {
      baseline(heard);
      store.journal(pair).add(heard.journal());
      store.versions(pair).add(heard.versions());
      long of = batch != null ? batch.plan() : plan == null ? 0 : plan.plan();
      if (of != 0 && !heard.outcomes().isEmpty()) {
        store.plans(pair).rows(of).outcomes(heard.outcomes());
      }
      if (batch != null) {
        store.intents(pair).close(batch.id());
      }
      return null;
    });
  }

  private void baseline(Heard heard) {
    Baseline baseline = store.baseline(pair);
    rebase(baseline, heard.rebases());
    baseline.apply(heard.baseline());
    List<RelPath> written = new ArrayList<>();
    heard.rebases().forEach(rebase -> written.addAll(List.of(rebase.from(), rebase.to())));
    heard.baseline().forEach(change -> written.add(change.path()));
    store.generations(pair).mark(written, bootA, bootB);
  }

  /**
   * By way of names of their own, for two may have changed places; what lies in a directory before
   * the directory.
   */
  private static void rebase(Baseline baseline, List<Heard.Rebase> all) {
    List<Heard.Rebase> rebases =
        all.stream().sorted(Comparator.comparing(Heard.Rebase::from).reversed()).toList();
    for (int i = 0; i < rebases.size(); i++) {
      baseline.rebase(rebases.get(i).from(), between(i));
    }
    for (int i = rebases.size() - 1; i >= 0; i--) {
      baseline.rebase(between(i), rebases.get(i).to());
    }
  }

  private static RelPath between(int number) {
    return RelPath.ROOT.child(Bytes.of(".duplex moved " + number));
  }

  @Override
  public List<IntentBatch> unsettled() {
    return store.intents(pair).open();
  }

  @Override
  public @Nullable PlanRow row(IntentBatch batch, RelPath path) {
    return batch.plan() == 0 ? null : store.plans(pair).rows(batch.plan()).get(path);
  }

  @Override
  public List<VersionRow> toLookAt(int limit) {
    return store.versions(pair).dueForLook(clock.instant(), limit);
  }

  @Override
  public void lookedAt(List<VersionRow> looked) {
    Versions versions = store.versions(pair);
    store.transact(() -> {
      for (VersionRow version : looked) {
        switch (version.state()) {
          case KEPT -> versions.looked(version, version.lookAt());
          case GREW -> versions.grew(version, version.entry());
          case PURGED -> versions.purged(version);
        }
      }
      return looked.size();
    });
  }

  @Override
  public String id() {
    return store.id();
  }

  @Override
  public long pending() {
    return store.generations(pair).begin();
  }

  @Override
  public void synced(long generation) {
    store.generations(pair).commit(generation);
  }
}
