package org.duplexsync.reconcile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Directories that were met on the way through paths in order, each with something to remember
 * about what is below it. What is below {@code a} need not follow it at once ({@code a.txt} stands
 * between {@code a} and {@code a/x}), but everything that begins with the bytes of {@code a} does:
 * so it holds a chain of paths in which each begins with the one before, never more than a path has
 * bytes.
 */
final class Prefixes<T> {
  private record Met<T>(RelPath path, T value) {}

  private final Deque<Met<T>> chain = new ArrayDeque<>();

  void push(RelPath path, T value) {
    chain.addLast(new Met<>(path, value));
  }

  /** Must be told of every path, in order, before it is asked about it. */
  void moveTo(RelPath path) {
    moveTo(path, _ -> {});
  }

  /** As {@link #moveTo(RelPath)}; {@code left} hears of what lies behind now, innermost first. */
  void moveTo(RelPath path, Consumer<T> left) {
    while (!chain.isEmpty() && !beginsWith(path, chain.getLast().path)) {
      left.accept(chain.removeLast().value);
    }
  }

  void end(Consumer<T> left) {
    while (!chain.isEmpty()) {
      left.accept(chain.removeLast().value);
    }
  }

  /** The innermost directory that holds the path; null if there is none. */
  @Nullable T enclosing(RelPath path) {
    Iterator<Met<T>> inner = chain.descendingIterator();
    while (inner.hasNext()) {
      Met<T> met = inner.next();
      if (met.path.contains(path)) {
        return met.value;
      }
    }
    return null;
  }

  /** What was pushed for this very path; null if nothing was. */
  @Nullable T at(RelPath path) {
    for (Met<T> met : chain) {
      if (met.path.equals(path)) {
        return met.value;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return chain.isEmpty();
  }

  private static boolean beginsWith(RelPath path, RelPath prefix) {
    int length = prefix.length();
    if (path.length() < length) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (path.at(i) != prefix.at(i)) {
        return false;
      }
    }
    return true;
  }
}
