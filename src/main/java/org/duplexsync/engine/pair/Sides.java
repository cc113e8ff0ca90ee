package org.duplexsync.engine.pair;

import java.util.function.Function;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** One of something for each side. */
public record Sides<T extends @Nullable Object>(T a, T b) {
  public T of(Side side) {
    return side == Side.A ? a : b;
  }

  public <R extends @Nullable Object> Sides<R> map(Function<? super T, ? extends R> function) {
    return new Sides<>(function.apply(a), function.apply(b));
  }
}
