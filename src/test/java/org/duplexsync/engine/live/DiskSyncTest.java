package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.duplexsync.host.HostException;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class DiskSyncTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final FakePipeline pipeline = new FakePipeline();
  private final Deque<Runnable> begun = new ArrayDeque<>();
  private final List<Lost> broken = new ArrayList<>();
  private final DiskSync disks = new DiskSync(pipeline, begun::add, broken::add);

  private static Instant at(long millis) {
    return NOON.plusMillis(millis);
  }

  private void write(long millis) {
    pipeline.written = true;
    disks.written(at(millis));
  }

  @Test
  void whatIsWrittenInASecondGetsThereTogether() {
    write(0);
    write(700);
    assertEquals(at(1_000), disks.due());
    disks.atLeisure(at(999));
    assertTrue(begun.isEmpty());
    disks.atLeisure(at(1_000));
    begun.remove().run();
    assertEquals(1, pipeline.synced);
    assertEquals(Instant.MAX, disks.due());
  }

  @Test
  void nothingIsDueWhileADiskTakesItsTime() {
    write(0);
    disks.atLeisure(at(1_000));
    write(1_500);
    disks.atLeisure(at(9_000));
    disks.overdue(at(60_000));
    assertEquals(1, begun.size(), "one at a time");
    assertEquals(Instant.MAX, disks.due(), "nobody need come again before it ends");
    pipeline.written = true;
    begun.remove().run();
    assertEquals(at(2_500), disks.due());
    disks.atLeisure(at(9_000));
    assertEquals(1, begun.size());
  }

  @Test
  void aSyncThatEndsAfterItsConnectionSaysNothing() {
    write(0);
    disks.atLeisure(at(1_000));
    disks.leave();
    write(2_000);
    disks.atLeisure(at(3_000));
    pipeline.lost = new Lost(Side.A, "it is gone", false, new HostException("gone"));
    begun.removeFirst().run();
    assertEquals(List.of(), broken, "the connection that there is now is another one");
    assertEquals(Instant.MAX, disks.due(), "and its own sync is still under way");
    begun.removeFirst().run();
    assertEquals(List.of(pipeline.lost), broken);
  }
}
