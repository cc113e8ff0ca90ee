package org.duplexsync.model;

import java.time.Instant;
import java.util.List;

/**
 * Intents that were made durable in one transaction.
 *
 * @param plan whose rows they carry out; 0 if there is none (a restore)
 */
public record IntentBatch(
    long id, String pair, long run, long plan, Instant at, List<Intent> intents) {
  public IntentBatch {
    intents = List.copyOf(intents);
  }
}
