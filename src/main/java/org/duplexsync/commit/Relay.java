package org.duplexsync.commit;

import org.duplexsync.host.ContentSink;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Staging;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/** Hands contents from the side that reads them to the side that stages them. */
final class Relay implements ContentSink {
  private final Staging staging;
  private final int[] indexes;
  private final Lane lane;
  private final Haul haul;
  private final @Nullable Carried[] trouble;
  private final @Nullable Sha256[] hashes;

  /**
   * @param indexes of the files that are read among all that is staged
   */
  Relay(Staging staging, int[] indexes, Lane lane, Haul haul) {
    this.staging = staging;
    this.indexes = indexes;
    this.lane = lane;
    this.haul = haul;
    this.trouble = new @Nullable Carried[lane.loads().size()];
    this.hashes = new @Nullable Sha256[lane.loads().size()];
  }

  @Override
  public void begin(int index, Entry entry) {
    checkCancel();
  }

  @Override
  public void data(int index, byte[] buffer, int offset, int length) throws HostException {
    checkCancel();
    staging.data(indexes[index], buffer, offset, length);
    haul.bytes().accept(length);
    haul.sent(lane.target(), length);
  }

  @Override
  public void end(int index, Sha256 sha256) throws HostException {
    hashes[indexes[index]] = sha256;
    staging.finish(indexes[index], sha256);
  }

  @Override
  public void failed(int index, String reason, boolean drifted) throws HostException {
    trouble[indexes[index]] =
        drifted ? Carried.drifted(reason) : new Carried.Not(Outcome.Failed.reading(reason));
    staging.abandon(indexes[index]);
  }

  private void checkCancel() {
    if (haul.cancel().isCancelled()) {
      throw new CancelledException();
    }
  }

  /** What went wrong at the source. */
  @Nullable Carried trouble(int ask) {
    return trouble[ask];
  }

  @Nullable Sha256 hash(int ask) {
    return hashes[ask];
  }
}
