package org.duplexsync.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Selection;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** A condition on the items of one plan, with its arguments. */
final class Where {
  private final StringBuilder sql = new StringBuilder("i.plan = ?");
  private final List<@Nullable Object> arguments = new ArrayList<>();

  Where(long plan) {
    arguments.add(plan);
  }

  static Where of(long plan, Selection selection) {
    Where where = new Where(plan);
    where.buckets(selection.buckets());
    RelPath at = selection.at();
    if (at != null && !at.isRoot()) {
      // one range for the index; what only starts with the same letters is left out by the second
      where.and("i.path >= ? AND i.path < ?", at.toArray(), Ranges.end(at));
      where.and("(i.path = ? OR i.path > ?)", at.toArray(), Ranges.start(at));
    }
    Kind kind = selection.kind();
    if (kind != null) {
      where.and("i.kind = " + Enums.number(kind));
    }
    Side changed = selection.changed();
    if (changed != null) {
      where.and("i.changed & " + Enums.bits(Set.of(changed)) + " <> 0");
    }
    return where.status(selection.status());
  }

  static Where path(long plan, RelPath path) {
    return new Where(plan).and("i.path = ?", path.toArray());
  }

  private void buckets(Set<Bucket> buckets) {
    if (buckets.size() == 1) {
      and("i.bucket = " + Enums.number(buckets.iterator().next()));
    } else if (!buckets.isEmpty()) {
      // the plus keeps the order of paths: no index on the bucket
      and("1 << +i.bucket & " + Enums.bits(buckets) + " <> 0");
    }
  }

  private Where status(Selection.Status status) {
    return switch (status) {
      case ANY -> this;
      case OPEN -> open();
      case UNDECIDED -> open().and("i.choice IS NULL");
      case DECIDED -> and("i.choice IS NOT NULL");
      case SAFE -> and("i.safe = 1");
      case CHANGED_SINCE_REVIEW -> and("i.drift IS NOT NULL");
      case FAILED -> and("i.state = " + Enums.number(RowState.FAILED));
    };
  }

  /** Rows about which a decision can still be taken. */
  Where open() {
    return and("i.state = " + Enums.number(RowState.OPEN));
  }

  /** Rows that offer the choice. */
  Where offers(Choice choice) {
    return and("i.choices & " + Enums.bits(Set.of(choice)) + " <> 0");
  }

  Where and(String condition, @Nullable Object... more) {
    sql.append(" AND ").append(condition);
    for (Object argument : more) {
      arguments.add(argument);
    }
    return this;
  }

  String sql() {
    return sql.toString();
  }

  /** The arguments that stand before those of this condition, then its own. */
  @Nullable Object[] after(@Nullable Object... before) {
    List<@Nullable Object> all = new ArrayList<>();
    for (Object argument : before) {
      all.add(argument);
    }
    all.addAll(arguments);
    return all.toArray();
  }
}
