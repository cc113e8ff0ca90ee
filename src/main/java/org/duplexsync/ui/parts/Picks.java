package org.duplexsync.ui.parts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;
import org.duplexsync.model.Side;

/** What can be decided about many rows at once. */
public final class Picks {
  private Picks() {}

  /** By what each is called, in the order of a menu. */
  public static Map<String, Pick> of(Words words) {
    Map<String, Pick> picks = new LinkedHashMap<>();
    picks.put(Text.of("bulk.proposal"), new Pick.Proposal());
    picks.put(Text.of("bulk.newer"), new Pick.Newer());
    picks.put(Text.of("bulk.toB", words.host(Side.B)), Pick.of(Choice.A_TO_B));
    picks.put(Text.of("bulk.toA", words.host(Side.A)), Pick.of(Choice.B_TO_A));
    picks.put(Text.of("bulk.skip"), Pick.of(Choice.SKIP));
    picks.put(Text.of("bulk.reset"), new Pick.Reset());
    return picks;
  }
}
