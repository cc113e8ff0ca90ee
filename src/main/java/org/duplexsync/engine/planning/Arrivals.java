package org.duplexsync.engine.planning;

import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.PlanItem;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What does not arrive as it is on the other side: bits that set ids, and that a file is one of
 * several hard links, or takes the place of one. It is said before anybody approves.
 */
final class Arrivals {
  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int SET_IDS = SETUID | SETGID;

  private final boolean setIds;

  /**
   * @param setIds setuid and setgid are carried over
   */
  Arrivals(boolean setIds) {
    this.setIds = setIds;
  }

  /** The item, with what arrives otherwise in its reason. */
  PlanItem said(PlanItem item) {
    List<String> said = new ArrayList<>();
    for (Side on : Side.values()) {
      Entry source = entry(item, on.other());
      boolean away = item.proposal() == Choice.from(on);
      if (source != null && !away && item.bucket() != Bucket.BLOCKED) {
        bits(item, on, source, said);
        links(item, on, source, said);
      }
      if (!away) {
        leftLinks(item, on, said);
      }
    }
    return said.isEmpty() ? item : item.because(item.reason() + "; " + String.join("; ", said));
  }

  private static @Nullable Entry entry(PlanItem item, Side side) {
    return item.seen(side) instanceof Seen.Present(Entry entry) ? entry : null;
  }

  private void bits(PlanItem item, Side on, Entry source, List<String> said) {
    Entry target = entry(item, on);
    boolean content = travels(item, source);
    boolean made = source.isDirectory() && (target == null || !target.isDirectory());
    boolean arrives = (content && source.isFile()) || (made && becomes(item));
    if (!setIds
        && (source.mode() & SET_IDS) != 0
        && (arrives || (target != null && setsMode(item, on)))) {
      said.add(
          "on %s it gets no %s, for the job's setIds is off%s"
              .formatted(
                  on, names(source.mode()), made ? " (but what its directory hands on)" : ""));
    }
    int arriving = setIds ? source.mode() : 0;
    if (content
        && target != null
        && target.isFile()
        && (target.mode() & SET_IDS & ~arriving) != 0) {
      said.add("on %s it loses its %s".formatted(on, names(target.mode() & ~arriving)));
    }
  }

  private static void links(PlanItem item, Side on, Entry source, List<String> said) {
    int links = source.id().links();
    if (source.isFile() && links > 1 && travels(item, source)) {
      said.add(
          "on %s one of %d hard links; copied as a file of its own".formatted(on.other(), links));
    }
  }

  /** What takes one of several names takes it from the others; the content stays theirs too. */
  private static void leftLinks(PlanItem item, Side on, List<String> said) {
    Entry target = entry(item, on);
    Entry source = entry(item, on.other());
    boolean goes = source == null ? isDelete(item, on) : travels(item, source);
    if (goes && target != null && target.isFile() && target.id().links() > 1) {
      said.add(
          "on %s it is one of %d hard links: the others stay, and its kept version changes if one of them is written to"
              .formatted(on, target.id().links()));
    }
  }

  private static boolean isDelete(PlanItem item, Side on) {
    return item.bucket() == Bucket.DELETE && item.proposal() == Choice.from(on.other());
  }

  /** Whether content may be brought to the other side. */
  private static boolean travels(PlanItem item, Entry source) {
    return !source.isDirectory() && becomes(item);
  }

  private static boolean becomes(PlanItem item) {
    return switch (item.bucket()) {
      case CONFLICT, OVERWRITE, NEW, RETYPE -> true;
      case DELETE -> copiesBack(item);
      case MOVE, METADATA, BLOCKED -> false;
    };
  }

  private static boolean copiesBack(PlanItem item) {
    return item.bucket() == Bucket.DELETE
        && (item.proposal() == Choice.A_TO_B
            ? item.a() instanceof Seen.Present
            : item.proposal() == Choice.B_TO_A && item.b() instanceof Seen.Present);
  }

  private static boolean setsMode(PlanItem item, Side on) {
    return switch (item.change(on.other())) {
      case Change.Metadata(var fields) ->
          item.bucket() == Bucket.METADATA && fields.contains(Field.MODE);
      case Change.None _, Change.Created _, Change.Edited _, Change.WentBack _ -> false;
      case Change.Deleted _, Change.Moved _, Change.Retyped _, Change.Unknown _ -> false;
    };
  }

  private static String names(int mode) {
    return switch (mode & SET_IDS) {
      case SETUID -> "setuid";
      case SETGID -> "setgid";
      default -> "setuid and setgid";
    };
  }
}
