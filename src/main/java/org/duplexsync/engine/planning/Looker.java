package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.pair.Cancel;
import org.duplexsync.host.Hashed;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Difference;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Clocks;
import org.duplexsync.reconcile.Looks;
import org.duplexsync.store.Cursor;
import org.duplexsync.store.Differences;

/** Hashes what metadata can't tell, in batches, until nothing more is asked. */
public final class Looker {
  private static final int PASSES = 4;

  /** Of a file that changes whenever it is read. */
  public static final Seen RESTLESS = new Seen.Unknown("it changes all the time");

  private final Hashing hashing;
  private final Differences rows;
  private final Clocks clocks;
  private final Cancel cancel;

  Looker(Hashing hashing, Differences rows, Clocks clocks, Cancel cancel) {
    this.hashing = hashing;
    this.rows = rows;
    this.clocks = clocks;
    this.cancel = cancel;
  }

  /** A file that changes under every pass is left as unknown. */
  void run() throws HostException {
    boolean asked = true;
    for (int pass = 1; asked && pass <= PASSES; pass++) {
      asked = pass(pass == PASSES);
    }
  }

  /** One file whose hash decides something. */
  record Ask(RelPath path, Side side) {}

  /** Hashes these files where they are still as listed. */
  void hash(List<Ask> files) throws HostException {
    var batch = new HashBatch(hashing);
    for (Ask ask : files) {
      cancel.check();
      Difference row = rows.get(ask.path());
      if (row != null && row.hash(ask.side()) == null) {
        batch.add(row, ask.side());
      }
      if (batch.isFull()) {
        note(batch.run(), false);
      }
    }
    if (!batch.isEmpty()) {
      note(batch.run(), false);
    }
  }

  private boolean pass(boolean last) throws HostException {
    var batch = new HashBatch(hashing);
    boolean asked = false;
    try (Cursor<Difference> all = rows.all()) {
      while (all.hasNext()) {
        cancel.check();
        Difference row = all.next();
        for (Side side : Looks.of(row, clocks)) {
          batch.add(row, side);
          asked = true;
        }
        if (batch.isFull()) {
          note(batch.run(), last);
        }
      }
    }
    if (!batch.isEmpty()) {
      note(batch.run(), last);
    }
    return asked;
  }

  private void note(List<HashBatch.Answer> answers, boolean last) {
    var hashed = new ArrayList<Differences.Hashed>();
    for (HashBatch.Answer answer : answers) {
      RelPath path = answer.file().path();
      switch (answer.hashed()) {
        case Hashed.Ok ok -> hashed.add(new Differences.Hashed(path, answer.side(), ok.sha256()));
        case Hashed.Drifted(Seen now) -> see(path, answer.side(), last ? RESTLESS : now);
        case Hashed.Failed(String reason) -> see(path, answer.side(), new Seen.Unknown(reason));
      }
    }
    if (!hashed.isEmpty()) {
      rows.hashed(hashed);
    }
  }

  private void see(RelPath path, Side side, Seen now) {
    Difference row = rows.get(path);
    if (row != null) {
      rows.put(List.of(Rows.with(row, side, now)));
    }
  }
}
