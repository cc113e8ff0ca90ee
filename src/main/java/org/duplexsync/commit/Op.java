package org.duplexsync.commit;

import org.duplexsync.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * An action in its place.
 *
 * @param keep what a copy keeps of the replaced file instead of taking it from its source
 */
record Op(Work work, Action action, Phase phase, Part part, Action.@Nullable SetMetadata keep) {
  /** A move that is part of a cycle goes out to the temp dir first and comes in later. */
  enum Part {
    WHOLE,
    PARK,
    UNPARK
  }

  static Op of(Work work, Action action, Phase phase) {
    return new Op(work, action, phase, Part.WHOLE, null);
  }

  Op as(Part other) {
    return new Op(work, action, phase, other, keep);
  }

  Op in(Phase other) {
    return new Op(work, action, other, part, keep);
  }

  Op with(Action other) {
    return new Op(work, other, phase, part, keep);
  }
}
