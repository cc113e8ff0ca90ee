package org.duplexsync.cli;

import java.util.function.Consumer;
import org.duplexsync.control.PairInfo;
import org.duplexsync.model.CommitProgress;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.jspecify.annotations.Nullable;

/**
 * Shows the engine's state: one rewritten line on a terminal, a plain line for each new kind of
 * state in a pipe.
 */
final class ProgressLine implements Consumer<EngineState> {
  private static final String TAKEN = "file that was only taken for equal";
  private static final String TAKEN_ALL = "files that were only taken for equal";

  private final PairInfo pair;
  private final Terminal terminal;
  private @Nullable Class<?> last;

  ProgressLine(PairInfo pair, Terminal terminal) {
    this.pair = pair;
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(EngineState state) {
    String text = describe(state);
    if (terminal.rewrites()) {
      terminal.rewrite(text);
    } else if (!text.isEmpty() && last != state.getClass()) {
      terminal.note(phase(state));
    }
    last = state.getClass();
  }

  /** What a pipe is told once, without counts that have only begun. */
  private String phase(EngineState state) {
    return switch (state) {
      case EngineState.Comparing _ -> pair.name() + ": comparing";
      case EngineState.Reading(var _, long total, var _) ->
          "%s: reading %s".formatted(pair.name(), Words.count(total, TAKEN, TAKEN_ALL));
      case EngineState.Committing(CommitProgress p, var _) ->
          pair.name() + ": committing " + Words.count(p.itemsTotal(), "change", "changes");
      case EngineState.Connecting _,
          EngineState.Stopped _,
          EngineState.Review _,
          EngineState.InSync _,
          EngineState.Live _,
          EngineState.Paused _,
          EngineState.Unreachable _,
          EngineState.Failed _ ->
          describe(state);
    };
  }

  private String describe(EngineState state) {
    return switch (state) {
      case EngineState.Connecting c ->
          "%s: connecting to %s"
              .formatted(
                  pair.name(),
                  c.waitingFor() == null
                      ? pair.hostA() + " and " + pair.hostB()
                      : pair.host(c.waitingFor()));
      case EngineState.Comparing c ->
          "%s: comparing, %s on %s and %s on %s, %s"
              .formatted(
                  pair.name(),
                  Words.count(c.entriesA(), "entry", "entries"),
                  pair.hostA(),
                  Words.number(c.entriesB()),
                  pair.hostB(),
                  Words.count(c.differences(), "difference", "differences"));
      case EngineState.Reading(long files, long total, var _) ->
          "%s: %s of %s read"
              .formatted(pair.name(), Words.number(files), Words.count(total, TAKEN, TAKEN_ALL));
      case EngineState.Committing(CommitProgress p, var since) ->
          "%s: %s of %s, %s of %s"
              .formatted(
                  pair.name(),
                  Words.number(p.items()),
                  Words.count(p.itemsTotal(), "change", "changes"),
                  Words.bytes(p.bytes()),
                  Words.bytes(p.bytesTotal()));
      case EngineState.Live(LiveStatus s, _) -> pair.name() + ": " + LiveWords.of(s);
      case EngineState.Paused(LiveStatus s, _) ->
          "%s: paused, %s".formatted(pair.name(), Words.count(s.queued(), "change", "changes"));
      case EngineState.Unreachable gone -> pair.name() + ": " + LiveWords.of(gone, pair);
      case EngineState.Stopped _,
          EngineState.Review _,
          EngineState.InSync _,
          EngineState.Failed _ ->
          "";
    };
  }
}
