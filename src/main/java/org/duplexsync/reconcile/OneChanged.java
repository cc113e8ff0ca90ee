package org.duplexsync.reconcile;

import java.time.Instant;
import java.util.Set;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Side;

/** The rows of the table in which one side changed and the other is as agreed. */
final class OneChanged {
  private final Policy policy;
  private final Words words;

  OneChanged(Policy policy, Words words) {
    this.policy = policy;
    this.words = words;
  }

  Ruling rule(Reading reading, Side side) {
    return switch (reading.change(side)) {
      case Change.Created _ -> created(reading, side);
      case Change.Edited _ -> edited(reading, side, agreed(reading));
      case Change.WentBack _ -> wentBack(reading, side, agreed(reading));
      case Change.Metadata(Set<Field> fields) -> metadata(reading, side, fields);
      case Change.Deleted _ -> deleted(reading, side, agreed(reading), "");
      case Change.Retyped(Kind from, Kind to) -> retyped(reading, side, from, to);
      case Change.None _, Change.Moved _, Change.Unknown _ ->
          throw new IllegalStateException("nothing to rule at " + reading.path());
    };
  }

  private static Agreed agreed(Reading reading) {
    Agreed base = reading.base();
    if (base == null) {
      throw new IllegalStateException("never agreed: " + reading.path());
    }
    return base;
  }

  private Ruling created(Reading reading, Side side) {
    Entry entry = reading.present(side);
    String what =
        switch (entry.kind()) {
          case FILE -> "created on " + side + " " + words.time(entry.mtime());
          case DIRECTORY, SYMLINK, OTHER -> Words.kind(entry.kind()) + " created on " + side;
        };
    return content(Bucket.NEW, side, entry, what);
  }

  private Ruling edited(Reading reading, Side side, Agreed base) {
    Entry entry = reading.present(side);
    String what =
        entry.isFile()
            ? "edited on " + side + " " + words.time(entry.mtime())
            : "points elsewhere on " + side + " (" + entry.target() + ")";
    what += ", agreed " + words.time(base.at());
    return SetIds.lost(reading, side, policy)
        ? SetIds.losing(reading, side, what)
        : content(Bucket.OVERWRITE, side, entry, what);
  }

  /** Content travels: with setuid or setgid only when a person has seen it. */
  private Ruling content(Bucket bucket, Side side, Entry entry, String what) {
    boolean setId = policy.setIds() && entry.isFile() && (entry.mode() & Policy.SET_IDS) != 0;
    String reason = setId ? what + "; its mode " + Words.mode(entry.mode()) + " sets ids" : what;
    return Ruling.of(bucket, Choice.from(side), !setId, reason);
  }

  private Ruling wentBack(Reading reading, Side side, Agreed base) {
    String reason =
        String.format(
            "went back in time on %s: its %s is older than the agreed %s",
            side, words.time(reading.present(side).mtime()), words.time(base.entry().mtime()));
    if (SetIds.lost(reading, side, policy)) {
      return SetIds.losing(reading, side, reason);
    }
    return isProven(reading)
        ? Ruling.of(Bucket.OVERWRITE, Choice.from(side), false, reason)
        : Ruling.of(
            Bucket.OVERWRITE,
            Choice.SKIP,
            false,
            reason + "; by default " + unproven(side.other()));
  }

  static boolean isProven(Reading reading) {
    return reading.doubt() == Reading.Doubt.NONE;
  }

  static String unproven(Side side) {
    return "it waits for a decision, for what %s has was only taken for the same by size and time"
        .formatted(side);
  }

  private Ruling metadata(Reading reading, Side side, Set<Field> fields) {
    Entry then = agreed(reading).entry();
    Entry now = reading.present(side);
    boolean setId = (now.mode() & ~then.mode() & policy.modeMask() & Policy.SET_IDS) != 0;
    Instant at = now.id().ctime();
    return Ruling.of(
        Bucket.METADATA,
        Choice.from(side),
        !setId,
        Fields.words(fields, then, now, words) + " on " + side + " " + words.time(at));
  }

  /**
   * @param other what else happened on the other side, in words; empty: nothing
   */
  Ruling deleted(Reading reading, Side side, Agreed base, String other) {
    String what =
        "deleted on " + side + other + ", agreed " + words.time(base.at()) + "; by default ";
    if (!isProven(reading) && policy.deletes() == DeletePolicy.PROPAGATE) {
      return delete(Choice.SKIP, what + unproven(side.other()));
    }
    return switch (policy.deletes()) {
      case RESTORE ->
          delete(Choice.from(side.other()), what + "it is copied back from " + side.other());
      case PROPAGATE -> delete(Choice.from(side), what + "it goes from " + side.other() + " too");
      case HOLD -> delete(Choice.SKIP, what + "it waits for a decision");
    };
  }

  private static Ruling delete(Choice proposal, String reason) {
    return Ruling.of(Bucket.DELETE, proposal, false, reason);
  }

  private Ruling retyped(Reading reading, Side side, Kind from, Kind to) {
    String reason =
        String.format(
            "%s became %s on %s, agreed %s",
            Words.kind(from), Words.kind(to), side, words.time(agreed(reading).at()));
    return Ruling.of(Bucket.RETYPE, Choice.from(side), from != Kind.DIRECTORY, reason);
  }
}
