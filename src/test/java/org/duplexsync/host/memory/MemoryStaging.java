package org.duplexsync.host.memory;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.host.HostException;
import org.duplexsync.host.StageAsk;
import org.duplexsync.host.StageOutcome;
import org.duplexsync.host.Staging;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/** Staging as the helper does it: bytes go to the disk as they come. */
final class MemoryStaging implements Staging {
  private final MemoryHost host;
  private final List<StageAsk> asks;
  private final StageFile files;
  private final List<ByteArrayOutputStream> received = new ArrayList<>();
  private final List<@Nullable StageOutcome> done = new ArrayList<>();

  MemoryStaging(MemoryHost host, Places places, List<StageAsk> asks) {
    this.host = host;
    this.asks = asks;
    this.files = new StageFile(host, places);
    for (StageAsk ask : asks) {
      received.add(new ByteArrayOutputStream());
      done.add(
          ask.source().kind() == Kind.FILE ? files.begin(ask) : files.complete(ask, new byte[0]));
    }
  }

  @Override
  public void data(int index, byte[] buffer, int offset, int length) throws HostException {
    host.point("stage:data");
    if (done.get(index) == null) {
      received.get(index).write(buffer, offset, length);
      done.set(index, files.write(asks.get(index), received.get(index).toByteArray()));
    }
  }

  @Override
  public void finish(int index, Sha256 sha256) throws HostException {
    host.point("stage:finish");
    if (done.get(index) != null) {
      return;
    }
    byte[] content = received.get(index).toByteArray();
    if (!Content.sha256(content).equals(sha256)) {
      done.set(index, new StageOutcome.Failed("what arrived is not what was sent", false));
    } else {
      done.set(index, files.complete(asks.get(index), content));
    }
  }

  @Override
  public void abandon(int index) throws HostException {
    host.point("stage:abandon");
    files.remove(asks.get(index).name());
    done.set(index, new StageOutcome.Abandoned());
  }

  @Override
  public List<StageOutcome> outcomes() throws HostException {
    host.point("stage:outcomes");
    var all = new ArrayList<StageOutcome>();
    for (int i = 0; i < asks.size(); i++) {
      StageOutcome outcome = done.get(i);
      if (outcome == null) {
        files.remove(asks.get(i).name());
        outcome = new StageOutcome.Abandoned();
        done.set(i, outcome);
      }
      all.add(outcome);
    }
    return all;
  }

  @Override
  public void close() {
    for (int i = 0; i < asks.size(); i++) {
      if (done.get(i) == null) {
        files.remove(asks.get(i).name());
      }
    }
  }
}
