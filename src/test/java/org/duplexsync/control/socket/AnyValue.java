package org.duplexsync.control.socket;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/** Makes values of any type in the control interfaces; odd ones too. */
final class AnyValue {
  private final Random random;

  AnyValue(long seed) {
    this.random = new Random(seed);
  }

  Object of(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord() && plain != Sha256.class) {
      return record(plain);
    }
    if (plain.isSealed()) {
      Class<?>[] cases = plain.getPermittedSubclasses();
      return of(cases[random.nextInt(cases.length)]);
    }
    if (plain.isEnum()) {
      Object[] all = plain.getEnumConstants();
      return all[random.nextInt(all.length)];
    }
    return leaf(plain);
  }

  private Object leaf(Class<?> type) {
    if (type == int.class) {
      return random.nextInt(04000);
    } else if (type == long.class) {
      return random.nextBoolean() ? random.nextLong(Long.MAX_VALUE) : random.nextInt(9);
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class) {
      return random.nextBoolean() ? "" : "a \"\\\u0000\n\u65e5\ud83d\ude00 " + random.nextInt();
    } else if (type == Instant.class) {
      return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    } else if (type == Duration.class) {
      return Duration.ofNanos(random.nextLong(1L << 50));
    } else if (type == RelPath.class) {
      return random.nextInt(5) == 0 ? RelPath.ROOT : RelPath.of(name(1 + random.nextInt(9)));
    } else if (type == Bytes.class) {
      return Bytes.of(name(random.nextInt(9)));
    } else if (type == Sha256.class) {
      return Sha256.of(name(32));
    } else if (type == OptionalLong.class) {
      return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
    }
    throw new AssertionError("what is a " + type + "?");
  }

  /** Any bytes that a name may have. */
  private byte[] name(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (0x80 + random.nextInt(0x80));
    }
    return bytes;
  }

  private Object generic(ParameterizedType type) throws ReflectiveOperationException {
    Type first = type.getActualTypeArguments()[0];
    Class<?> raw = (Class<?>) type.getRawType();
    List<Object> some = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      some.add(of(first));
    }
    if (raw == List.class) {
      return List.copyOf(some);
    } else if (raw == java.util.Set.class) {
      return new HashSet<>(some);
    } else if (raw == Optional.class) {
      return some.stream().findFirst();
    } else if (raw == Map.class) {
      return counts(some);
    }
    throw new AssertionError("what is a " + type + "?");
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Object counts(List<Object> keys) {
    Map map = keys.isEmpty() ? Map.of() : new EnumMap(keys.getFirst().getClass());
    keys.forEach(key -> map.put(key, random.nextLong()));
    return map;
  }

  private Object record(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    Constructor<?> canonical = type.getDeclaredConstructor(types);
    canonical.setAccessible(true);
    while (true) {
      @Nullable Object[] values = new @Nullable Object[types.length];
      for (int i = 0; i < types.length; i++) {
        values[i] = mayBeNull(components[i]) ? null : of(components[i].getGenericType());
      }
      try {
        return canonical.newInstance(values);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof IllegalArgumentException)) {
          throw e;
        }
      }
    }
  }

  private boolean mayBeNull(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class) && random.nextBoolean();
  }
}
