package org.duplexsync.ui.parts;

import org.duplexsync.model.Bucket;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;

/** Which icon and which colour things have, the same on every screen. */
public final class Looks {
  private Looks() {}

  public static String icon(Bucket bucket) {
    return switch (bucket) {
      case CONFLICT -> "conflict";
      case DELETE -> "delete";
      case OVERWRITE -> "edit";
      case NEW -> "new";
      case MOVE -> "move";
      case METADATA -> "metadata";
      case RETYPE -> "retype";
      case BLOCKED -> "blocked";
    };
  }

  public static String icon(Effect effect) {
    return switch (effect.sort()) {
      case NEW -> "new";
      case EDIT -> "edit";
      case DELETE, DELETE_BOTH -> "delete";
      case MOVE, MOVE_BACK -> "move";
      case METADATA -> "metadata";
      case RETYPE -> "retype";
      case MERGE -> "merge";
      case KEEP_BOTH -> "both";
      case WAIT -> "wait";
      case BLOCKED -> "blocked";
    };
  }

  public static String icon(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "done";
      case Outcome.Drifted _ -> "conflict";
      case Outcome.Failed _ -> "warning";
      case Outcome.Kept _ -> "same";
    };
  }

  public static String kind(Seen seen) {
    return switch (seen) {
      case Seen.Present(var entry) ->
          switch (entry.kind()) {
            case FILE -> "file";
            case DIRECTORY -> "folder";
            case SYMLINK -> "link";
            case OTHER -> "other";
          };
      case Seen.Absent() -> "same";
      case Seen.Unknown _ -> "blocked";
    };
  }

  /** A style class. */
  public static String tone(Effect effect) {
    return switch (effect.sort()) {
      case DELETE, DELETE_BOTH -> "tone-delete";
      case WAIT -> "tone-same";
      case BLOCKED -> "tone-conflict";
      case NEW, EDIT, MOVE, MOVE_BACK, METADATA, RETYPE, MERGE, KEEP_BOTH -> "tone-copy";
    };
  }

  /** A style class. */
  public static String tone(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "tone-done";
      case Outcome.Drifted _, Outcome.Failed _ -> "tone-conflict";
      case Outcome.Kept _ -> "tone-same";
    };
  }

  /** Towards the side that is written; empty if that is none or both. */
  public static String arrow(Effect effect) {
    return effect.on() == null ? "" : effect.on() == Side.B ? "\u2192 " : "\u2190 ";
  }
}
