package org.duplexsync.host.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.host.HostException;
import org.duplexsync.host.News;
import org.duplexsync.host.News.Hint;
import org.duplexsync.host.ReadContract.Opened;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.Watch;
import org.duplexsync.host.WatchContract;
import org.duplexsync.host.WatchSpec;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract in memory, and what tests can do to it. */
class MemoryWatchTest extends WatchContract {
  private static final Account WEB = Account.of("web");

  private final MemoryMachine machine = new MemoryMachine("m", new Timeline());
  private final MemoryUser user = machine.user(WEB, "/srv/root");
  private @Nullable MemoryHost host;
  private @Nullable Opened opened;

  @Override
  protected Opened start(Set<RelPath> prunePaths, Set<Bytes> pruneNames) throws Exception {
    machine.provide(WEB, "/srv/root", 0755);
    machine.provide(WEB, "/srv/tmp", 0755);
    host = machine.connect(WEB, Hook.NONE);
    TreeSpec spec =
        new TreeSpec("p", "/srv/root", "/srv/tmp", null, prunePaths, pruneNames, false, false);
    opened = new Opened(host, new MemoryWorld(user), host.open(spec));
    return opened;
  }

  private MemoryWatch watch() throws Exception {
    Watch watch = Objects.requireNonNull(opened).tree().watch(WatchSpec.USUAL);
    watch.poll();
    assertEquals(List.of(watch), Objects.requireNonNull(host).watches());
    return (MemoryWatch) watch;
  }

  private static News dirty(String path, Hint hint) {
    return new News.Dirty(RelPath.of(path), hint);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void aWriterThatHoldsAFileOpenIsHeardUntilItCloses() throws Exception {
    user.write("f", bytes("1"));
    MemoryWatch watch = watch();
    try (var writer = user.open("f")) {
      writer.append(bytes("2"));
      assertEquals(List.of(dirty("f", Hint.WRITING)), watch.poll());
      user.move("f", "g");
      watch.poll();
      writer.append(bytes("3"));
      assertEquals(List.of(dirty("g", Hint.WRITING)), watch.poll());
    }
    assertEquals(List.of(dirty("g", Hint.WRITTEN)), watch.poll());
  }

  @Test
  void ofAHardLinkedFileOneNameIsTold() throws Exception {
    user.write("f", bytes("1"));
    user.link("f", "g");
    MemoryWatch watch = watch();
    user.write("g", bytes("2"));
    assertEquals(1, watch.poll().size());
  }

  @Test
  void newsCanBeLostAndMixedUpOnTheWay() throws Exception {
    MemoryWatch watch = watch();
    watch.through(news -> news.size() > 1 ? news.reversed() : List.of());
    user.write("f", bytes("1"));
    assertEquals(List.of(), watch.poll());
    user.write("f", bytes("1"));
    user.write("g", bytes("1"));
    assertEquals(List.of(dirty("g", Hint.WRITTEN), dirty("f", Hint.WRITTEN)), watch.poll());
  }

  @Test
  void anOverflowStandsForAllThatWasNotTaken() throws Exception {
    MemoryWatch watch = watch();
    user.write("f", bytes("1"));
    watch.overflow();
    user.write("g", bytes("1"));
    assertEquals(List.of(new News.Overflow()), watch.poll());
    user.write("g", bytes("2"));
    assertEquals(List.of(dirty("g", Hint.WRITTEN)), watch.poll());
  }

  @Test
  void endsWithTheRoot() throws Exception {
    MemoryWatch watch = watch();
    machine.user(Account.ROOT, "/").move("srv/root", "srv/away");
    assertInstanceOf(News.Ended.class, watch.poll().getFirst());
    machine.user(WEB, "/srv/away").write("f", bytes("1"));
    assertEquals(List.of(), watch.poll());
  }

  @Test
  void aTreePutBackIsToldAsAWhole() throws Exception {
    user.makeDirectory("d");
    Object before = machine.disk().snapshot();
    MemoryWatch watch = watch();
    user.write("d/f", bytes("1"));
    watch.poll();
    machine.disk().restore(before, RelPath.of("srv/root/d"));
    assertEquals(List.of(new News.Below(RelPath.of("d"))), watch.poll());
    machine.disk().restore(before);
    assertEquals(List.of(new News.Below(RelPath.ROOT)), watch.poll());
  }

  @Test
  void isLostWithThePower() throws Exception {
    MemoryWatch watch = watch();
    machine.powerLoss(new java.util.Random(1));
    assertThrows(HostException.class, watch::poll);
  }

  @Test
  void tellsNothingOnceClosed() throws Exception {
    MemoryWatch watch = watch();
    watch.close();
    user.write("f", bytes("1"));
    assertEquals(List.of(), watch.poll());
    assertEquals(List.of(), Objects.requireNonNull(host).watches());
  }
}
