package org.duplexsync.headless;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duplexsync.control.Condition;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.Subscription;
import org.jspecify.annotations.Nullable;

/** Keeps all pairs of a job live until it is told to stop, or none is live any more. */
public final class Headless {
  /** A pair whose engine gave no sign of life for so long hangs. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration START_MORE = Duration.ofMinutes(2);

  /** So long the end of a job waits for its last events to be told. */
  private static final Duration TO_TELL = Duration.ofSeconds(2);

  /**
   * @param statusFile null: none
   * @param notifyCommand empty: none
   */
  public record Options(
      String by,
      boolean insist,
      @Nullable Path statusFile,
      Duration statusInterval,
      List<String> notifyCommand) {
    public Options {
      notifyCommand = List.copyOf(notifyCommand);
    }
  }

  private record Kept(PairControl pair, Follower follower, Subscription listening) {
    Condition condition() {
      return follower.condition();
    }

    /** A start takes a moment to show; until then stopped is no end. */
    boolean ended() {
      return follower.begun() && condition().level() == Condition.Level.DOWN;
    }
  }

  private final JobControl job;
  private final Options options;
  private final Log log;
  private final ServiceManager manager;
  private final InstantSource clock;
  private final @Nullable StatusFile statusFile;
  private final @Nullable EventCommand command;
  private final List<Kept> kept = new ArrayList<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private String told = "";
  private boolean ready;
  private String unwritten = "";
  private Instant alive = Instant.MIN;
  private volatile long end = Long.MAX_VALUE;

  public Headless(
      JobControl job, Options options, Log log, ServiceManager manager, InstantSource clock) {
    this.job = job;
    this.options = options;
    this.log = log;
    this.manager = manager;
    this.clock = clock;
    Path file = options.statusFile();
    this.statusFile = file == null ? null : new StatusFile(file, options.statusInterval());
    this.command =
        options.notifyCommand().isEmpty()
            ? null
            : new EventCommand(job.name(), options.notifyCommand(), EventCommand.Pace.USUAL, log);
  }

  /**
   * Goes live and stays so; returns when {@link #end} was called or no pair is live any more.
   *
   * @return false if trouble ended it
   * @throws ControlException if a pair can't go live at all
   */
  public boolean run() throws ControlException, InterruptedException {
    log.write(Log.Level.INFO, "job %s: going live".formatted(job.name()));
    for (PairControl pair : job.pairs()) {
      pair.live().start(options.by());
      Follower follower = new Follower(pair.info(), log, clock, this::tell);
      kept.add(new Kept(pair, follower, pair.listen(follower)));
    }
    boolean over = false;
    while (!over) {
      tick();
      over = over() || ending.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
    }
    return kept.stream().noneMatch(each -> each.condition().state().equals("failed"));
  }

  private void tell(Event event) {
    if (command != null) {
      command.tell(event);
    }
  }

  /** None is live any more, or one failed to start that was to succeed. */
  private boolean over() {
    boolean failed = kept.stream().anyMatch(each -> each.condition().state().equals("failed"));
    return (failed && !options.insist() && !ready) || kept.stream().allMatch(Kept::ended);
  }

  private void tick() {
    Instant now = clock.instant();
    if (statusFile != null && statusFile.due(now)) {
      writeStatus(now);
    }
    String sentence = sentence();
    if (!sentence.equals(told)) {
      manager.status(sentence);
      told = sentence;
    }
    boolean turning = kept.stream().allMatch(each -> turns(each, now));
    if (!ready && kept.stream().noneMatch(Headless::isStarting)) {
      manager.ready();
      ready = true;
    }
    Duration interval = manager.watchdogInterval();
    if (turning && !ready) {
      manager.starting(START_MORE);
    }
    if (turning && interval != null && isHungry(interval, now)) {
      manager.alive();
      alive = now;
    }
  }

  /** The watchdog's own clock is none that can be set back. */
  private boolean isHungry(Duration interval, Instant now) {
    return now.isBefore(alive) || !now.isBefore(alive.plus(interval).minus(TICK));
  }

  private static boolean isStarting(Kept each) {
    return switch (each.condition().state()) {
      case "connecting", "comparing", "reading", "committing" -> true;
      default -> !each.follower().begun();
    };
  }

  /** Its engine has given a sign of life of late, or has ended and need not. */
  private static boolean turns(Kept each, Instant now) {
    if (each.ended()) {
      return true;
    }
    try {
      return each.pair().live().pulse().plus(LONGEST_SILENCE).isAfter(now);
    } catch (ControlException e) {
      return false;
    }
  }

  private String sentence() {
    List<String> all =
        kept.stream().map(k -> k.pair().info().name() + ": " + k.condition().sentence()).toList();
    return String.join("; ", all);
  }

  private void writeStatus(Instant now) {
    if (statusFile == null) {
      return;
    }
    var rows = kept.stream().map(k -> new StatusFile.Row(k.pair().info(), k.condition())).toList();
    String why = "";
    try {
      statusFile.write(job.name(), now, rows);
    } catch (IOException e) {
      why = "the status file can't be written: " + e;
    }
    if (!why.equals(unwritten) && !why.isEmpty()) {
      log.write(Log.Level.WARNING, why);
    }
    unwritten = why;
  }

  /**
   * Ends all pairs at once, with nothing half done; blocks until they rest or the time is over.
   *
   * @return false if a pair did not come to rest in time; what it was doing is settled at the next
   *     start
   */
  public boolean end(Duration patience) throws InterruptedException {
    manager.stopping();
    log.write(Log.Level.INFO, "job %s: stopping".formatted(job.name()));
    List<Thread> stopping = new ArrayList<>();
    for (PairControl pair : job.pairs()) {
      stopping.add(Thread.ofVirtual().start(() -> stop(pair)));
    }
    long until = System.nanoTime() + patience.toNanos();
    end = until;
    boolean all = true;
    for (Thread each : stopping) {
      all &= each.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
    }
    ending.countDown();
    return all;
  }

  private void stop(PairControl pair) {
    try {
      pair.live().stop(options.by());
    } catch (ControlException e) {
      log.write(Log.Level.WARNING, pair.info().name() + ": " + e.getMessage());
    }
  }

  /** The last words, after {@link #run}: status file and events. */
  public void close() {
    kept.forEach(each -> each.listening().close());
    writeStatus(clock.instant());
    if (command != null) {
      command.close(patience());
    }
    log.write(Log.Level.INFO, "job %s: ended".formatted(job.name()));
  }

  /** What is left of the time to end in. */
  private Duration patience() {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    return end == Long.MAX_VALUE || left.compareTo(TO_TELL) > 0 ? TO_TELL : left;
  }
}
