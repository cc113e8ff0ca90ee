package org.duplexsync.reconcile;

import org.duplexsync.model.Agreed;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Side;

/** Setuid and setgid never come together with content of the other side unasked. */
final class SetIds {
  private SetIds() {}

  /** Whether a file got setuid or setgid on this side since it was agreed. */
  static boolean gained(Reading reading, Side side, Agreed base) {
    Entry entry = reading.entry(side);
    return entry != null
        && entry.isFile()
        && (entry.mode() & ~base.entry().mode() & Policy.SET_IDS) != 0;
  }

  /** Whether a file that stands on the other side would lose these bits to content of this side. */
  static boolean lost(Reading reading, Side editor, Policy policy) {
    Entry source = reading.entry(editor);
    Entry standing = reading.entry(editor.other());
    return Fields.content(reading.change(editor))
        && source != null
        && standing != null
        && standing.isFile()
        && (standing.mode() & ~(source.mode() & policy.modeMask()) & Policy.SET_IDS) != 0;
  }

  static Ruling losing(Reading reading, Side editor, String what) {
    Side standing = editor.other();
    return Ruling.conflict(
        Ruling.EITHER,
        Choice.SKIP,
        String.format(
            "%s; the file on %s sets ids (mode %s), which would fall away; waits for a decision",
            what, standing, Words.mode(reading.present(standing).mode())));
  }

  static Ruling conflict(Reading reading, Side editor, String what) {
    return Ruling.conflict(
        Ruling.EITHER,
        Choice.SKIP,
        String.format(
            "%s; the mode %s on %s would give its rights to content from %s",
            what, Words.mode(reading.present(editor.other()).mode()), editor.other(), editor));
  }
}
