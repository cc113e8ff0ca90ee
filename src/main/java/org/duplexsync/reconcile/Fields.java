package org.duplexsync.reconcile;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.Change;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;

/** What changed of an entry, field by field. */
final class Fields {
  private Fields() {}

  static Set<Field> of(Change change) {
    return switch (change) {
      case Change.Edited(Set<Field> fields) -> fields;
      case Change.WentBack(Set<Field> fields) -> fields;
      case Change.Metadata(Set<Field> fields) -> fields;
      case Change.None _, Change.Created _, Change.Deleted _, Change.Moved _ -> Set.of();
      case Change.Retyped _, Change.Unknown _ -> Set.of();
    };
  }

  /** New bytes, or another link target. */
  static boolean content(Change change) {
    return change instanceof Change.Edited || change instanceof Change.WentBack;
  }

  /** The metadata that differs between the two, the mtime of files as content. */
  static Set<Field> apart(Entry x, Entry y, Policy policy) {
    Set<Field> fields = Reading.metadata(x, y, policy);
    if (x.isFile() && y.isFile() && !Entry.sameTime(x.mtime(), y.mtime())) {
      fields.add(Field.CONTENT);
    }
    return fields;
  }

  /** {@code mode changed from 0644 to 0755}. */
  static String words(Set<Field> fields, Entry then, Entry now, Words words) {
    List<String> parts = new ArrayList<>();
    for (Field field : fields.isEmpty() ? Set.<Field>of() : EnumSet.copyOf(fields)) {
      parts.add(
          switch (field) {
            case CONTENT ->
                "time set from " + words.time(then.mtime()) + " to " + words.time(now.mtime());
            case MODE ->
                "mode changed from " + Words.mode(then.mode()) + " to " + Words.mode(now.mode());
            case OWNER -> "owner changed from " + then.owner() + " to " + now.owner();
            case GROUP -> "group changed from " + then.group() + " to " + now.group();
          });
    }
    return String.join(", ", parts);
  }

  /** {@code mode and owner}. */
  static String names(Set<Field> fields) {
    List<String> names = new ArrayList<>();
    for (Field field : fields.isEmpty() ? Set.<Field>of() : EnumSet.copyOf(fields)) {
      names.add(
          switch (field) {
            case CONTENT -> "time";
            case MODE -> "mode";
            case OWNER -> "owner";
            case GROUP -> "group";
          });
    }
    return String.join(" and ", names);
  }
}
