package org.duplexsync.control.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.Contents;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowQuery;
import org.duplexsync.control.RunReport;
import org.duplexsync.control.Subscription;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Choice;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemoteJobTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T16:15:00Z"));

  private static final ApprovalPreview READ =
      new ApprovalPreview(3, ApproveMode.ALL, 5, 2, 3, 1, 0, 0, false, 84);

  @TempDir Path directory;
  private final ToldJob job = new ToldJob();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path state = Path.of("/");

  @BeforeEach
  void makeStateDirectory() throws IOException {
    state = privately(directory.resolve("state"));
  }

  private static Path privately(Path directory) throws IOException {
    return Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private SocketPlace place() {
    return new SocketPlace(state, "web");
  }

  private JobServer serve() throws IOException {
    JobServer server = JobServer.open(job, place(), directory);
    open.add(server);
    return server;
  }

  private JobControl attach() throws ControlException {
    JobControl remote = RemoteJob.attach(place(), "web", CLOCK).orElseThrow();
    open.add(remote);
    return remote;
  }

  private PairControl pair() throws ControlException {
    return attach().pairs().getFirst();
  }

  @Test
  void whatIsAskedArrivesAndWhatIsToldComesBack() throws Exception {
    serve();
    PlanRow row = (PlanRow) new AnyValue(1).of(PlanRow.class);
    job.answers.put("rows", given -> List.of(row));
    job.answers.put("decide", given -> 7L);
    job.answers.put("approve", given -> new RunReport(1, 2, 3, 4, 5, false, List.of("note")));
    PairControl pair = pair();
    assertEquals(ToldJob.INFO, pair.info());
    assertEquals(List.of(row), pair.rows(RowQuery.ALL));
    RelPath odd = RelPath.of(new byte[] {(byte) 0xff, '\n'});
    assertEquals(7, pair.decide(RowQuery.path(odd), Choice.SKIP, "operator:me"));
    assertEquals(5, pair.approve(READ, "operator:me", OptionalLong.of(9)).waiting());
    pair.live().pause("operator:me");
    assertEquals("rows[" + RowQuery.ALL + "]", job.asked.get(0));
    assertEquals("decide[" + RowQuery.path(odd) + ", SKIP, operator:me]", job.asked.get(1));
    assertEquals("approve[" + READ + ", operator:me, OptionalLong[9]]", job.asked.get(2));
    assertEquals("pause[operator:me]", job.asked.get(3));
  }

  @Test
  void aRefusalTravelsWithItsSentence() throws Exception {
    serve();
    job.answers.put(
        "compare",
        given -> {
          throw new ControlException(
              "REFUSED", "tgt-b refused the connection. Is sshd running there?", null);
        });
    PairControl pair = pair();
    ControlException e =
        assertThrows(ControlException.class, () -> pair.compare(CompareOptions.LOOK));
    assertEquals("tgt-b refused the connection. Is sshd running there?", e.getMessage());
    assertEquals("REFUSED", e.kind());
  }

  @Test
  void aMistakeInTheEngineIsNoAnswerAndEndsNothing() throws Exception {
    serve();
    job.answers.put(
        "undo",
        given -> {
          throw new IllegalStateException("oh");
        });
    job.answers.put("redo", given -> org.duplexsync.control.Undone.EXCLUSION);
    PairControl pair = pair();
    assertTrue(assertThrows(IllegalStateException.class, pair::undo).toString().contains("oh"));
    assertEquals(org.duplexsync.control.Undone.EXCLUSION, pair.redo());
  }

  @Test
  void newStatesArePushedUntilNobodyListens() throws Exception {
    serve();
    PairControl pair = pair();
    var heard = new LinkedBlockingQueue<EngineState>();
    Subscription listening = pair.listen(heard::add);
    assertInstanceOf(EngineState.Stopped.class, heard.poll(10, TimeUnit.SECONDS));
    EngineState live = new EngineState.Live(LiveStatus.NONE, CLOCK.instant());
    job.become(live);
    EngineState next;
    do {
      next = heard.poll(10, TimeUnit.SECONDS);
    } while (next instanceof EngineState.Stopped);
    assertEquals(live, next);
    assertEquals(live, pair.state());
    listening.close();
    attach().close();
    job.become(new EngineState.Stopped());
    while (!(pair.state() instanceof EngineState.Stopped)) {
      Thread.onSpinWait();
    }
    assertTrue(heard.isEmpty(), "told after it was closed");
  }

  @Test
  void callsDoNotWaitForOneAnother() throws Exception {
    serve();
    CountDownLatch cancelled = new CountDownLatch(1);
    job.answers.put(
        "compare",
        given -> {
          cancelled.await();
          throw new ControlException("Cancelled.");
        });
    job.answers.put(
        "cancel",
        given -> {
          cancelled.countDown();
          return null;
        });
    PairControl pair = pair();
    Thread canceller = Thread.ofVirtual().unstarted(pair::cancel);
    job.answers.put("check", given -> null);
    Thread.ofVirtual()
        .start(() -> {
          while (job.asked.isEmpty()) {
            Thread.onSpinWait();
          }
          canceller.start();
        });
    assertThrows(ControlException.class, () -> pair.compare(CompareOptions.LOOK));
    assertTrue(job.asked.contains("cancel[]"));
  }

  @Test
  void oneWhoEndsAsksForNothingMoreAndLeavesTheEngineToOthers() throws Exception {
    serve();
    PairControl pair = pair();
    pair.cancelForGood();
    assertFalse(job.asked.toString().contains("cancel"), "it is at nothing of ours");
    var refused =
        assertThrows(
            ControlException.class,
            () -> pair.approve(READ, "operator:test", OptionalLong.empty()));
    assertEquals(ControlException.CANCELLED, refused.getMessage());
    assertThrows(ControlException.class, () -> pair.compare(CompareOptions.LOOK));
    assertFalse(job.asked.toString().contains("approve"), job.asked::toString);
  }

  @Test
  void oneWhoEndsCancelsWhatItAskedFor() throws Exception {
    serve();
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch comparing = new CountDownLatch(1);
    job.answers.put(
        "compare",
        given -> {
          comparing.countDown();
          cancelled.await();
          throw new ControlException("Cancelled.");
        });
    job.answers.put(
        "cancel",
        given -> {
          cancelled.countDown();
          return null;
        });
    PairControl pair = pair();
    Thread.ofVirtual()
        .start(() -> {
          try {
            comparing.await();
            pair.cancelForGood();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThrows(ControlException.class, () -> pair.compare(CompareOptions.LOOK));
    assertTrue(job.asked.contains("cancel[]"), job.asked::toString);
  }

  @Test
  void anEngineThatEndsIsTold() throws Exception {
    JobServer server = serve();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    job.answers.put(
        "plan",
        given -> {
          asked.countDown();
          never.await();
          return null;
        });
    PairControl pair = pair();
    Thread.ofVirtual()
        .start(() -> {
          try {
            asked.await();
            server.close();
          } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
          }
        });
    ControlException e = assertThrows(ControlException.class, pair::plan);
    assertTrue(e.toString().contains("has ended"), e.toString());
    while (!(pair.state() instanceof EngineState.Failed)) {
      Thread.onSpinWait();
    }
    assertThrows(ControlException.class, pair::undo);
    pair.cancel();
    never.countDown();
    assertTrue(RemoteJob.attach(place(), "web", CLOCK).isEmpty(), "nothing is left of it");
  }

  @Test
  void contentOfManyMegabytesComesWholeAndMoreThanFitsIsRefused() throws Exception {
    serve();
    byte[] much = new byte[8 << 20];
    job.answers.put(
        "contents", given -> new Contents(Seen.ABSENT, Bytes.of(new byte[(int) given[2]]), false));
    PairControl pair = pair();
    assertEquals(Bytes.of(much), pair.contents(Side.A, RelPath.of("x"), much.length).bytes());
    assertThrows(ControlException.class, () -> pair.contents(Side.A, RelPath.of("x"), 60 << 20));
    assertEquals(1, pair.contents(Side.A, RelPath.of("x"), 1).bytes().length());
  }

  @Test
  void aStaleSocketIsNobodyAndMakesRoom() throws Exception {
    JobServer old = JobServer.open(job, place(), directory);
    Path socket = state.resolve("web.socket");
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
    old.close();
    assertFalse(Files.exists(socket), "an engine that ends tidies up");
    try (var dead = java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(socket));
    }
    assertTrue(Files.exists(socket), "one that was killed does not");
    assertTrue(RemoteJob.attach(place(), "web", CLOCK).isEmpty());
    serve();
    assertEquals("web", attach().name());
  }

  @Test
  void aLongNameOfTheStateDirectoryIsNoHindrance() throws Exception {
    state = privately(directory.resolve("d".repeat(120)));
    JobServer server = serve();
    assertEquals(ToldJob.INFO, pair().info());
    server.close();
    try (var left = Files.list(state)) {
      assertEquals(List.of(), left.toList());
    }
    try (var left = Files.list(directory)) {
      assertEquals(List.of(), left.filter(path -> path.toString().contains("duplex")).toList());
    }
  }

  @Test
  void aDirectoryThatOthersCanEnterIsNotUsed() throws Exception {
    serve();
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-x---"));
    assertTrue(RemoteJob.attach(place(), "web", CLOCK).isEmpty());
    SocketPlace place = place();
    assertThrows(IOException.class, () -> JobServer.open(job, place, directory));
  }

  @Test
  void anotherJobIsNotTakenForThisOne() throws Exception {
    serve();
    Files.createLink(state.resolve("other.socket"), state.resolve("web.socket"));
    assertTrue(RemoteJob.attach(new SocketPlace(state, "other"), "other", CLOCK).isEmpty());
  }

  /** Sends what it is told and answers what comes back until the engine hangs up. */
  private String raw(byte[]... frames) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(state.resolve("web.socket")));
      for (byte[] frame : frames) {
        channel.write(ByteBuffer.wrap(frame));
      }
      StringBuilder said = new StringBuilder();
      ByteBuffer in = ByteBuffer.allocate(65536);
      return assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            while (said.indexOf("\"call\":99") < 0 && channel.read(in.clear()) >= 0) {
              said.append(new String(in.array(), 0, in.position(), UTF_8));
            }
            return said.toString();
          });
    } catch (IOException e) {
      return "hung up";
    }
  }

  private static byte[] frame(String json) {
    byte[] text = json.replace('\'', '"').getBytes(UTF_8);
    return ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array();
  }

  @Test
  void aGuestThatSendsWhatItMayNotIsPutOut() throws Exception {
    serve();
    byte[] hello = frame("{'duplex':%d}".formatted(Protocol.VERSION));
    assertTrue(
        raw(frame("{'duplex':99}")).contains("\"duplex\":" + Protocol.VERSION),
        "is told the version");
    raw(frame("{}"));
    raw("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
    raw(hello, new byte[] {0x7f, 0, 0, 0});
    raw(hello, new byte[] {-1, 0, 0, 0});
    raw(hello, frame("{"));
    raw(hello, frame("{'call':'x'}"));
    assertEquals(List.of(), job.asked);
    assertEquals(ToldJob.INFO, pair().info(), "others are served on");
  }

  @Test
  void aCallThatIsAmissIsAnsweredAsSuchAndReachesNothing() throws Exception {
    serve();
    String[] amiss = {
      "'pair':0,'method':'getClass()','arguments':[]",
      "'pair':1,'method':'undo()','arguments':[]",
      "'pair':-1,'method':'undo()','arguments':[]",
      "'pair':0,'method':'undo()','arguments':[1]",
      "'pair':0,'method':'undo()'",
      "'pair':0,'method':'listen(Consumer)','arguments':[null]",
      "'pair':0,'method':'acknowledge(int,String)','arguments':['x','y']",
      "'pair':0,'method':'acknowledge(int,String)','arguments':[null,'y']",
      "'pair':0,'live':true,'method':'undo()','arguments':[]",
    };
    for (String each : amiss) {
      String said =
          raw(
              frame("{'duplex':%d}".formatted(Protocol.VERSION)),
              frame("{'call':99," + each + "}"));
      assertTrue(said.contains("\"broken\""), each + ": " + said);
    }
    assertEquals(List.of(), job.asked);
  }
}
