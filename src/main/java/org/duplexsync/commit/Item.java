package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.duplexsync.model.Outcome;
import org.jspecify.annotations.Nullable;

/** A step of the batch that is under way, with what is known of it. Not thread safe. */
final class Item {
  Op op;
  @Nullable Intent intent;
  @Nullable Outcome outcome;
  @Nullable String route;

  /** What a person should know of it though it is done. */
  final List<String> notes = new ArrayList<>();

  /** Where something lies that nobody planned and that came out. */
  @Nullable String kept;

  Item(Op op) {
    this.op = op;
  }

  boolean isOpen() {
    return outcome == null;
  }

  /** The same action with what was seen since. */
  void replace(Action action) {
    op = op.with(action);
    if (intent != null) {
      intent =
          new Intent(
              intent.number(),
              action,
              intent.stage(),
              intent.version(),
              intent.staged(),
              intent.hash(),
              intent.state());
    }
  }

  void end(Outcome how) {
    if (outcome == null) {
      outcome =
          how instanceof Outcome.Done(Entry after, String version, _) && !notes.isEmpty()
              ? new Outcome.Done(after, version, String.join("; ", notes))
              : how;
    }
  }
}
