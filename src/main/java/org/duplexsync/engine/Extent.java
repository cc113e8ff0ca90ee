package org.duplexsync.engine;

import org.duplexsync.engine.live.Places;

/** What a compare takes in. */
sealed interface Extent {
  record Whole() implements Extent {}

  /** Only these places, on both sides and in the baseline. */
  record Some(Places places) implements Extent {}

  Extent WHOLE = new Whole();
}
