package org.duplexsync.host;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Sha256;

/** Staging through the helper: frames are gathered, so that many small files cost few writes. */
final class HelperStaging implements Staging {
  private static final int GATHER = 1 << 16;

  private final HelperHost host;
  private final Answer answer;
  private final int count;
  private Put gathered = new Put();
  private boolean ended;

  HelperStaging(HelperHost host, Answer answer, int count) {
    this.host = host;
    this.answer = answer;
    this.count = count;
  }

  @Override
  public void data(int index, byte[] buffer, int offset, int length) throws HostException {
    for (int at = 0; at < length; at += GATHER) {
      int part = Math.min(GATHER, length - at);
      add(new Put().u8('d').u32(index).raw(buffer, offset + at, part));
    }
  }

  @Override
  public void finish(int index, Sha256 sha256) throws HostException {
    add(new Put().u8('f').u32(index).raw(sha256.value().toArray(), 0, 32));
  }

  @Override
  public void abandon(int index) throws HostException {
    add(new Put().u8('a').u32(index));
  }

  private void add(Put input) throws HostException {
    byte[] frame = Wire.frame('D', answer.id, input).toArray();
    gathered.raw(frame, 0, frame.length);
    if (gathered.length() >= GATHER) {
      flush();
    }
  }

  private void flush() throws HostException {
    byte[] frames = gathered.toArray();
    gathered = new Put();
    host.wire().send(frames, frames.length);
  }

  @Override
  public List<StageOutcome> outcomes() throws HostException {
    add(new Put().u8('e').u32(0));
    flush();
    ended = true;
    try {
      Take take = new Take(host.collect(answer), host.names());
      List<StageOutcome> outcomes = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        outcomes.add(TreeCodec.staged(take));
      }
      take.end();
      return outcomes;
    } catch (WireException e) {
      throw host.broken(e);
    } catch (TreeException e) {
      throw e.asHost();
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      host.wire().done(answer, false);
    }
  }
}
