package org.duplexsync.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.duplexsync.model.Action;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Decision;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.jspecify.annotations.Nullable;

/**
 * Turns what became of actions into what is remembered. The baseline follows what really stands.
 */
final class Recorder {
  private static final int COMPARED_MODE = 01777;

  private final RunInfo run;
  private final Instant at;
  private final Heard heard;

  Recorder(RunInfo run, Instant at, Heard heard) {
    this.run = run;
    this.at = at;
    this.heard = heard;
  }

  /** One action ended. */
  void ended(Op op, @Nullable Intent intent, Outcome outcome, @Nullable String route) {
    Work work = op.work();
    work.ended(outcome);
    if (outcome instanceof Outcome.Done(Entry after, String version, _)) {
      done(op.action(), work, after);
      if (version != null) {
        keep(op.action(), version);
      }
    }
    Sha256 hash = intent == null ? null : intent.hash();
    boolean copies = op.action() instanceof Action.Copy || op.action() instanceof Action.KeepBeside;
    if (hash != null && copies) {
      work.hash(op.action().path(), hash);
    }
    journal(op, hash, outcome, route);
  }

  private void done(Action action, Work work, @Nullable Entry after) {
    work.leaves(action.on(), action.path(), after);
    if (action instanceof Action.Copy copy && copy.source().isFile()) {
      // of a file that grows it is this much that both sides have
      work.had(copy.on().other(), copy.path(), copy.source());
    }
    if (action instanceof Action.KeepBeside keep && keep.from() == keep.on()) {
      return;
    }
    if (action instanceof Action.Move move) {
      work.leavesFree(move.on(), move.from());
      heard.rebases().add(new Heard.Rebase(move.from(), move.path()));
    }
  }

  /** All that was planned for the row, or for now, has ended. */
  void finished(Work work) {
    if (!work.isImplied() && work.isFinished()) {
      heard.outcomes().put(work.path(), work.outcome());
    }
    // a second file stands on both sides by itself, whatever becomes of the path in conflict
    work.takeBeside().forEach(path -> agree(work, path));
    if (work.isFinished() ? work.allDone() : work.allDone() && isWorthIt(work)) {
      work.paths().forEach(path -> agree(work, path));
    }
  }

  /** A row of which only a part is done, such as a move whose edit follows. */
  private static boolean isWorthIt(Work work) {
    return work.ops().getFirst().phase() == Phase.STRUCTURE;
  }

  private void agree(Work work, RelPath path) {
    Entry a = work.now(Side.A, path);
    Entry b = work.now(Side.B, path);
    if (a == null && b == null) {
      heard.baseline().add(new BaselineChange.Forget(path));
      return;
    }
    if (a == null || b == null || !a.looksLike(b)) {
      // an old name that a move gave back and that was emptied then: what was agreed came along
      if (work.removed(a == null ? Side.A : Side.B, path)) {
        heard.baseline().add(new BaselineChange.Forget(path));
      }
      return;
    }
    boolean modes = a.kind() == Kind.SYMLINK || ((a.mode() ^ b.mode()) & COMPARED_MODE) == 0;
    if (modes) {
      Sha256 hash = hash(work, path, a);
      Agreed.How how = a.isFile() && hash == null ? how(work) : Agreed.How.HASHED;
      heard.baseline().add(new BaselineChange.Agree(path, new Agreed(a, hash, how, b.id(), at)));
    }
  }

  private static Agreed.How how(Work work) {
    Agreed base = work.row().item().base();
    return base == null ? Agreed.How.ASSUMED : base.how();
  }

  private static @Nullable Sha256 hash(Work work, RelPath path, Entry a) {
    Sha256 copied = work.hash(path);
    if (!a.isFile() || copied != null || !path.equals(work.path())) {
      return a.isFile() ? copied : null;
    }
    PlanRow row = work.row();
    if (row.hashA() != null && row.hashA().equals(row.hashB())) {
      return row.hashA();
    }
    Agreed base = row.item().base();
    boolean copies = work.ops().stream().anyMatch(op -> op.action() instanceof Action.Copy);
    return base == null || copies || base.entry().size() != a.size() ? null : base.sha256();
  }

  private void keep(Action action, String version) {
    Entry before = before(action);
    if (before != null) {
      kept(action.path(), action.on(), version, before);
    }
  }

  /** Content that is under a version's name now, planned or not. */
  void kept(RelPath path, Side on, String version, Entry entry) {
    heard
        .versions()
        .add(
            new VersionRow(
                run.run(),
                on,
                version,
                path,
                entry,
                at,
                0,
                at.plus(Relook.FIRST),
                run.purge(at),
                VersionRow.State.KEPT));
  }

  static @Nullable Entry before(Action action) {
    return switch (action) {
      case Action.Copy copy -> copy.target();
      case Action.MakeDirectory make -> make.target();
      case Action.Delete delete -> delete.target();
      case Action.SetMetadata set -> set.target();
      case Action.Move move -> move.target();
      case Action.KeepBeside _ -> null;
    };
  }

  private void journal(Op op, @Nullable Sha256 hash, Outcome outcome, @Nullable String route) {
    Decision decision = op.work().row().decision();
    boolean travelled = route != null && outcome instanceof Outcome.Done;
    Entry after = outcome instanceof Outcome.Done(Entry entry, _, _) ? entry : before(op.action());
    heard
        .journal()
        .add(
            new JournalRow(
                run.run(),
                0,
                at,
                run.pair(),
                op.action(),
                run.cause(),
                decision == null ? "policy:default" : decision.by(),
                before(op.action()),
                after,
                hash,
                travelled ? route : null,
                travelled ? Batching.bytes(op) : 0,
                Duration.between(Objects.requireNonNullElse(run.started(), at), at),
                outcome));
  }

  /**
   * What a commit belongs to.
   *
   * @param keepFor how long versions are kept, null: until someone has seen them
   */
  record RunInfo(
      String pair, long run, Cause cause, @Nullable Instant started, @Nullable Duration keepFor) {
    @Nullable Instant purge(Instant at) {
      return keepFor == null ? null : at.plus(keepFor);
    }
  }
}
