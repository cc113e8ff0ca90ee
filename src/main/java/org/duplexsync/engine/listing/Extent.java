package org.duplexsync.engine.listing;

import org.duplexsync.engine.live.Places;

/** What a compare takes in. */
public sealed interface Extent {
  record Whole() implements Extent {}

  /** Only these places, on both sides and in the baseline. */
  record Some(Places places) implements Extent {}

  Extent WHOLE = new Whole();
}
