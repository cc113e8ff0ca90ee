package org.duplexsync.host;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Frames to and from one helper: many requests under way, each with an {@link Answer} of its own.
 * Frames are a length (4 bytes, of what follows), a type, the request's number, the payload. A
 * failure of the connection, or an answer against the protocol, fails all requests and ends it.
 */
final class Wire implements AutoCloseable {
  static final long WINDOW = 1 << 20;
  static final long MAX_ANSWER = 32 << 20;
  private static final int MAX_FRAME = 1 << 20;
  private static final int MAX_REQUEST = 15 << 20;

  /**
   * How long a part of an answer may take. A host that is gone, or hangs, gives no sign of life and
   * ends the connection long before; one that does may be reading a large file, or a cold disk.
   */
  static final Duration PATIENCE = Duration.ofHours(24);

  private static final Duration PING = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final InputStream in;
  private final OutputStream out;
  private final String name;
  private final Supplier<String> lastWords;
  private final Runnable ended;
  private final ReentrantLock writing = new ReentrantLock();
  private final Map<Integer, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicReference<@Nullable HostException> failure = new AtomicReference<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Skew skew;
  private volatile long heard = System.nanoTime();

  /**
   * @param lastWords what the other side said on its error channel
   * @param ended run once when the connection ends
   * @param skew learns the other side's time with each keep-alive
   */
  Wire(String name, Exec exec, Supplier<String> lastWords, Runnable ended, Skew skew) {
    this.name = name;
    this.skew = skew;
    this.in = new BufferedInputStream(exec.out(), 1 << 16);
    this.out = exec.in();
    this.lastWords = lastWords;
    this.ended = ended;
  }

  InputStream in() {
    return in;
  }

  void start() {
    Thread.ofVirtual().name("helper of " + name).start(this::readAll);
    Thread.ofVirtual().name("keep-alive of " + name).start(this::pingAll);
  }

  /** Starts a request whose answer may be as long as {@code window} beyond what was taken. */
  Answer ask(char op, long tree, Put body, long window) throws HostException {
    Answer answer = new Answer(ids.incrementAndGet(), window);
    answers.put(answer.id, answer);
    Put payload = new Put().u8(op).u32(tree).u32(window);
    byte[] rest = body.toArray();
    send('Q', answer.id, payload.raw(rest, 0, rest.length).toArray());
    return answer;
  }

  void input(Answer answer, byte[] payload) throws HostException {
    send('D', answer.id, payload);
  }

  /** Several frames at once, as {@link #frame} makes them. */
  void send(byte[] frames, int length) throws HostException {
    HostException why = failure.get();
    if (why != null) {
      throw new HostException(String.valueOf(why.getMessage()), why);
    }
    writing.lock();
    try {
      out.write(frames, 0, length);
      out.flush();
    } catch (IOException e) {
      throw lost(e);
    } finally {
      writing.unlock();
    }
  }

  static Put frame(char type, int id, Put payload) {
    byte[] bytes = payload.toArray();
    return new Put().u32(5L + bytes.length).u8(type).u32(id).raw(bytes, 0, bytes.length);
  }

  private void send(char type, int id, byte[] payload) throws HostException {
    if (payload.length > MAX_REQUEST) {
      throw new IllegalArgumentException("a request of " + payload.length + " bytes");
    }
    byte[] frame = frame(type, id, new Put().raw(payload, 0, payload.length)).toArray();
    send(frame, frame.length);
  }

  /** More of the answer was taken: the helper may send as much again. */
  void grant(Answer answer, long bytes) throws HostException {
    send('W', answer.id, new Put().u32(bytes).toArray());
  }

  /** Forgets a request; one that has not ended is cancelled on the host. */
  void done(Answer answer, boolean complete) {
    if (answers.remove(answer.id) == null || complete || failure.get() != null) {
      return;
    }
    try {
      send('C', answer.id, new byte[0]);
    } catch (HostException e) {
      // the connection is gone, and the request with it
      fail(e);
    }
  }

  private void readAll() {
    try {
      while (true) {
        readFrame();
      }
    } catch (EOFException e) {
      fail(new HostException("the helper ended" + lastWords.get(), e));
    } catch (IOException e) {
      lost(e);
    } catch (HostException | RuntimeException e) {
      fail(e);
    }
  }

  private void readFrame() throws IOException, HostException {
    Take head = new Take(exactly(9), NO_NAMES);
    long length = head.u32() - 5;
    int type = head.u8();
    int id = (int) head.u32();
    if (length < 0 || length > MAX_FRAME) {
      throw new WireException("a frame of " + length + " bytes");
    }
    byte[] payload = exactly((int) length);
    heard = System.nanoTime();
    switch (type) {
      case 'd' -> deliver(id, new Answer.Part(payload, false));
      case 'a' -> deliver(id, new Answer.Part(payload, true));
      case 'e' -> refused(id, payload);
      case 'p' -> pong(payload);
      case 'n' -> {}
      default -> throw new WireException("no such frame: " + type);
    }
  }

  private void pong(byte[] payload) throws HostException {
    Take take = new Take(payload, NO_NAMES);
    Instant theirs = take.time();
    take.end();
    skew.answer(theirs);
  }

  private static final Names NO_NAMES = new Names((group, id) -> Long.toString(id));

  /** What comes for a request that was cancelled is dropped. */
  private void deliver(int id, Answer.Part part) throws WireException {
    if (id <= 0 || id > ids.get()) {
      throw new WireException("an answer to nothing");
    }
    Answer answer = answers.get(id);
    if (answer != null) {
      answer.add(part);
    }
  }

  private void refused(int id, byte[] payload) throws HostException {
    Answer answer = answers.get(id);
    if (answer == null) {
      return;
    }
    Take take = new Take(payload, NO_NAMES);
    int what = take.u8();
    String code = take.plain();
    String text = take.text();
    take.end();
    if (what != 'T') {
      answer.fail(new HostException("the helper failed: " + text));
      return;
    }
    for (TreeException.Cause cause : TreeException.Cause.values()) {
      if (cause.name().equals(code)) {
        answer.fail(new TreeException(cause, text));
        return;
      }
    }
    throw new WireException("no such error: " + code);
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private void pingAll() {
    try {
      while (!closed.await(PING.toMillis(), TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() - heard > SILENCE.toNanos()) {
          fail(new HostException("no sign of life for " + SILENCE.toSeconds() + " seconds"));
          return;
        }
        skew.ask();
        send('P', 0, new byte[0]);
      }
    } catch (HostException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why it was lost says the connection itself, in a whole sentence, where it can. */
  private HostException lost(IOException e) {
    return e.getCause() instanceof HostException why
        ? end(why)
        : fail(new HostException("the connection is lost: " + e.getMessage(), e));
  }

  /** Ends the connection; returns why it ended first. */
  HostException fail(Exception cause) {
    return end(
        cause instanceof WireException
            ? (HostException) cause
            : new HostException(name + ": " + cause.getMessage(), cause));
  }

  private HostException end(HostException why) {
    if (failure.compareAndSet(null, why)) {
      closed.countDown();
      ended.run();
      answers.values().forEach(answer -> answer.fail(why));
      answers.clear();
      return why;
    }
    HostException first = failure.get();
    return first == null ? why : first;
  }

  @Override
  public void close() {
    fail(new HostException("closed"));
  }
}
