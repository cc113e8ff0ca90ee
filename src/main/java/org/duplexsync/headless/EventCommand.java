package org.duplexsync.headless;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts the operator's command with an event as JSON on its standard input: one at a time, events
 * of one kind together, and no kind more often than once in {@code pause}. Whatever the command
 * does, no caller waits for it.
 */
final class EventCommand implements AutoCloseable {
  private static final int SHOWN = 300;

  /**
   * @param gather so long an event waits for others of its kind
   * @param pause between two of one kind
   * @param limit a command that takes longer is ended
   */
  record Pace(Duration gather, Duration pause, Duration limit) {
    static final Pace USUAL =
        new Pace(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30));
  }

  private final String job;
  private final List<String> command;
  private final Pace pace;
  private final Log log;
  private final Map<Event.Kind, Map<String, Event>> waiting = new EnumMap<>(Event.Kind.class);
  private final Map<Event.Kind, Long> due = new EnumMap<>(Event.Kind.class);
  private final Thread worker;
  private boolean closing;

  EventCommand(String job, List<String> command, Pace pace, Log log) {
    this.job = job;
    this.command = List.copyOf(command);
    this.pace = pace;
    this.log = log;
    this.worker = Thread.ofPlatform().daemon().name("notify").start(this::work);
  }

  /** Returns at once. Of one pair and kind only the latest is kept, with how often it happened. */
  synchronized void tell(Event event) {
    long soonest = System.nanoTime() + pace.gather().toNanos();
    due.merge(event.kind(), soonest, Math::max);
    waiting
        .computeIfAbsent(event.kind(), _ -> new LinkedHashMap<>())
        .merge(
            event.pair().name(),
            event,
            (old, now) ->
                new Event(
                    now.kind(), now.pair(), now.condition(), now.at(), old.times() + now.times()));
    notifyAll();
  }

  private void work() {
    try {
      while (true) {
        Event.Kind kind = next();
        if (kind == null) {
          return;
        }
        run(kind, taken(kind));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the kind that is due first; null at the end. */
  private synchronized Event.@Nullable Kind next() throws InterruptedException {
    while (true) {
      Event.Kind first = null;
      for (Event.Kind kind : waiting.keySet()) {
        if (first == null || dueAt(kind) - dueAt(first) < 0) {
          first = kind;
        }
      }
      long wait = first == null ? Long.MAX_VALUE : dueAt(first) - System.nanoTime();
      if (first != null && (closing || wait <= 0)) {
        return first;
      } else if (closing) {
        return null;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(wait, TimeUnit.HOURS.toNanos(1)));
    }
  }

  private long dueAt(Event.Kind kind) {
    return due.getOrDefault(kind, 0L);
  }

  private synchronized List<Event> taken(Event.Kind kind) {
    Map<String, Event> events = waiting.remove(kind);
    due.put(kind, System.nanoTime() + pace.pause().toNanos());
    return events == null ? List.of() : new ArrayList<>(events.values());
  }

  private void run(Event.Kind kind, List<Event> events) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      StringBuilder said = new StringBuilder();
      Thread listening = Thread.ofVirtual().start(() -> listen(process.getInputStream(), said));
      Thread.ofVirtual().start(() -> feed(process, Documents.event(job, kind, events)));
      if (!process.waitFor(pace.limit().toNanos(), TimeUnit.NANOSECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        log.write(
            Log.Level.WARNING,
            "notifyCommand took longer than %d s and was ended"
                .formatted(pace.limit().toSeconds()));
      } else if (process.exitValue() != 0) {
        listening.join(Duration.ofSeconds(1));
        synchronized (said) {
          log.write(
              Log.Level.WARNING,
              "notifyCommand ended with %d: %s".formatted(process.exitValue(), said));
        }
      }
    } catch (IOException e) {
      log.write(Log.Level.WARNING, "notifyCommand can't be started: " + e.getMessage());
    } catch (RuntimeException e) {
      log.write(Log.Level.WARNING, "notifyCommand could not be told: " + e);
    }
  }

  private static void feed(Process process, byte[] document) {
    try (var in = process.getOutputStream()) {
      in.write(document);
    } catch (IOException _) {
      // it may end without reading
    }
  }

  /** Reads all, so that the command never waits for us; keeps the beginning. */
  private static void listen(InputStream out, StringBuilder said) {
    byte[] buffer = new byte[4096];
    try (out) {
      int n = out.read(buffer);
      while (n >= 0) {
        synchronized (said) {
          if (said.length() < SHOWN) {
            said.append(new String(buffer, 0, Math.min(n, SHOWN), UTF_8));
          }
        }
        n = out.read(buffer);
      }
    } catch (IOException _) {
      // it was ended
    }
  }

  /** Tells at once what still waits; gives that at most two seconds. */
  @Override
  public void close() {
    close(Duration.ofSeconds(2));
  }

  /** As {@link #close()}, for so long at most; what runs then is left to itself. */
  void close(Duration patience) {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      worker.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
