package org.duplexsync.engine.preparing;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.listing.Memory;
import org.duplexsync.engine.pair.Leases;
import org.duplexsync.model.Halt;
import org.jspecify.annotations.Nullable;

/**
 * What was found out, and put in order, before anything is compared.
 *
 * @param leases null: nothing may be written
 * @param halts of guards that need no listing
 * @param note on the baseline, null if it is as it was
 * @param cleanedUp what was settled of an earlier run, in words
 * @param partial what could not be done, in words
 */
public record Prepared(
    @Nullable Leases leases,
    Memory memory,
    List<Halt> halts,
    @Nullable String note,
    List<String> cleanedUp,
    List<String> partial) {
  public Prepared with(List<Halt> more) {
    var all = new ArrayList<>(halts);
    all.addAll(more);
    return new Prepared(leases, memory, all, note, cleanedUp, partial);
  }
}
