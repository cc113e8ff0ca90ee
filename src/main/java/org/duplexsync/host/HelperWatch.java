package org.duplexsync.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A watch by the helper: one child of it hears inotify, and where that does not reach another one
 * polls. A child that hangs is replaced by another one, and then anything may have changed. What
 * they say is kept as it came, within the window of each, until it is taken.
 */
final class HelperWatch implements Watch {
  private static final long GRANT = Wire.WINDOW / 4;

  /** A child that polls may be silent for as many signs of one that hears, or for its interval. */
  private static final int SIGNS_IN_A_POLL = 20;

  private final HelperHost host;
  private final long tree;
  private final WatchSpec spec;
  private final Consumer<Watch> closed;
  private final NewsFold fold = new NewsFold();
  private final List<Stream> streams = new ArrayList<>();
  private volatile Runnable wake = () -> {};
  private @Nullable HostException failure;
  private long directories;
  private String whyPolling = "as was asked for";
  private boolean polls;
  private boolean over;
  private boolean replaced;
  private long proven = System.nanoTime();

  /** What one child says. */
  private static final class Stream {
    final Answer answer;
    final Silence silence;
    boolean gives;
    long ungranted;

    /**
     * @param gives signs of life from the beginning; one that polls says first how often
     */
    Stream(Answer answer, boolean gives, Duration every) {
      this.answer = answer;
      this.gives = gives;
      this.silence = new Silence(every, System.nanoTime());
    }

    boolean isLost() {
      return gives && silence.isLost(System.nanoTime());
    }

    boolean waits() {
      return answer.waits();
    }
  }

  HelperWatch(HelperHost host, long tree, WatchSpec spec, Consumer<Watch> closed) {
    this.host = host;
    this.tree = tree;
    this.spec = spec;
    this.polls = spec.polling();
    this.closed = closed;
  }

  void start() throws HostException {
    if (spec.polling()) {
      listenToPolls();
    } else {
      listen('i', new Put().i64(spec.watches()).i64(spec.sign().toNanos()));
    }
  }

  private void listenToPolls() throws HostException {
    listen('p', new Put().i64(spec.shortest().toNanos()));
  }

  private void listen(char op, Put body) throws HostException {
    Answer answer = host.wire().ask(op, tree, body, Wire.WINDOW);
    synchronized (this) {
      if (over) {
        host.wire().done(answer, false);
        return;
      }
      streams.add(new Stream(answer, op == 'i', spec.sign()));
    }
    answer.onPart(this::woken);
  }

  private void woken() {
    wake.run();
  }

  @Override
  public void onNews(Runnable call) {
    boolean now;
    synchronized (this) {
      wake = call;
      now = failure != null || !fold.isEmpty() || streams.stream().anyMatch(Stream::waits);
    }
    if (now) {
      call.run();
    }
  }

  /** Whether some of the tree is polled, or soon will be. */
  synchronized boolean polls() {
    return polls;
  }

  @Override
  public synchronized List<News> poll() throws HostException {
    if (failure != null) {
      throw new HostException(String.valueOf(failure.getMessage()), failure);
    }
    try {
      for (Stream stream : List.copyOf(streams)) {
        if (!over) {
          take(stream);
        }
      }
    } catch (WireException e) {
      throw fail(host.broken(e));
    } catch (TreeException e) {
      throw fail(e.asHost());
    } catch (HostException e) {
      throw fail(e);
    }
    if (streams.stream().anyMatch(Stream::isLost)) {
      replace();
    }
    if (over && !streams.isEmpty()) {
      List<Stream> left = List.copyOf(streams);
      streams.clear();
      Thread.ofVirtual().start(() -> left.forEach(this::cancel));
    }
    return fold.take();
  }

  /** Where two children watch, the one that has been silent for longer counts. */
  @Override
  public synchronized Duration silent() {
    long now = System.nanoTime();
    proven =
        now
            - streams.stream()
                .mapToLong(stream -> now - stream.silence.heard())
                .max()
                .orElse(now - proven);
    return Duration.ofNanos(now - proven);
  }

  /** What is told once all is watched again may have been missed until then. */
  private void replace() {
    List<Stream> left = List.copyOf(streams);
    streams.clear();
    replaced = true;
    fold.add(new News.Overflow());
    Thread.ofVirtual()
        .start(() -> {
          left.forEach(this::cancel);
          begin(this::start);
        });
  }

  private interface Begin {
    void run() throws HostException;
  }

  private void begin(Begin what) {
    try {
      what.run();
    } catch (HostException e) {
      synchronized (this) {
        fail(e);
      }
      woken();
    }
  }

  private void cancel(Stream stream) {
    host.wire().done(stream.answer, false);
  }

  private HostException fail(HostException why) {
    failure = why;
    return why;
  }

  private void take(Stream stream) throws HostException, TreeException {
    for (Answer.Part part = stream.answer.poll(); part != null; part = stream.answer.poll()) {
      stream.silence.heard(System.nanoTime());
      Take take = new Take(part.bytes(), host.names());
      while (!take.atEnd()) {
        hear(take, stream);
      }
      if (part.last()) {
        streams.remove(stream);
        host.wire().done(stream.answer, true);
        return;
      }
      grant(stream, part.bytes().length + 9L);
    }
  }

  /** Not on this thread: a poll waits for no connection. */
  private void grant(Stream stream, long bytes) {
    stream.ungranted += bytes;
    if (stream.ungranted >= GRANT) {
      long granted = stream.ungranted;
      stream.ungranted = 0;
      Thread.ofVirtual()
          .start(() -> {
            try {
              host.wire().grant(stream.answer, granted);
            } catch (HostException e) {
              // the answer has failed with the connection: the next poll says so
              return;
            }
          });
    }
  }

  private void hear(Take take, Stream stream) throws WireException {
    switch (NewsRecords.read(take)) {
      case NewsRecords.Told(News.Ended ended) -> {
        fold.add(ended);
        over = true;
      }
      case NewsRecords.Told(News news) -> fold.add(news);
      case NewsRecords.Walked(long watched, long unwatched, String why) ->
          watched(watched, unwatched, why);
      case NewsRecords.Alive _ -> {}
      case NewsRecords.Polls(Duration interval, Duration cost) -> {
        stream.gives = true;
        stream.silence.every(signOfPolls(interval.plus(cost)));
        fold.add(new News.Watching(directories, new News.Polling(interval, cost, whyPolling)));
        begunAnew();
      }
    }
  }

  /** There is one sign after each poll, and a poll may take much longer than the one before. */
  private Duration signOfPolls(Duration poll) {
    Duration least = spec.sign().multipliedBy(SIGNS_IN_A_POLL);
    return poll.compareTo(least) > 0 ? poll : least;
  }

  private void watched(long watched, long unwatched, String why) {
    directories = watched;
    if (unwatched == 0) {
      fold.add(new News.Watching(watched, null));
      begunAnew();
    } else {
      whyPolling = why;
      polls = true;
      Thread.ofVirtual().start(() -> begin(this::listenToPolls));
    }
  }

  private void begunAnew() {
    if (replaced) {
      replaced = false;
      fold.add(new News.Overflow());
    }
  }

  @Override
  public void close() {
    List<Stream> running;
    synchronized (this) {
      over = true;
      running = List.copyOf(streams);
      streams.clear();
      fold.take();
      wake = () -> {};
    }
    running.forEach(this::cancel);
    closed.accept(this);
  }
}
