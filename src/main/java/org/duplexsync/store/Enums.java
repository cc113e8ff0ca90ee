package org.duplexsync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Enums as numbers and sets of them as bits, by ordinal: so the order of every stored enum is part
 * of the schema. A test holds it.
 */
@SuppressWarnings("EnumOrdinal")
final class Enums {
  private Enums() {}

  static int number(Enum<?> value) {
    return value.ordinal();
  }

  static @Nullable Integer orNull(@Nullable Enum<?> value) {
    return value == null ? null : value.ordinal();
  }

  static int bits(Collection<? extends Enum<?>> values) {
    int bits = 0;
    for (Enum<?> value : values) {
      bits |= 1 << value.ordinal();
    }
    return bits;
  }

  static <E extends Enum<E>> E value(E[] values, int number) {
    if (number < 0 || number >= values.length) {
      throw In.damaged("no such " + values.getClass().getComponentType().getSimpleName());
    }
    return values[number];
  }

  static <E extends Enum<E>> E value(E[] values, ResultSet row, int column) throws SQLException {
    return value(values, row.getInt(column));
  }

  static <E extends Enum<E>> @Nullable E orNull(E[] values, ResultSet row, int column)
      throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : value(values, number);
  }

  static <E extends Enum<E>> Set<E> set(Class<E> type, int bits) {
    EnumSet<E> set = EnumSet.noneOf(type);
    E[] values = type.getEnumConstants();
    if (bits < 0 || bits >= 1 << values.length) {
      throw In.damaged("no such set of " + type.getSimpleName());
    }
    for (E value : values) {
      if ((bits & (1 << value.ordinal())) != 0) {
        set.add(value);
      }
    }
    return set;
  }
}
