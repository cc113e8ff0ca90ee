package org.duplexsync.model;

/**
 * A plan row's entries in numbers, to sort by.
 *
 * @param sizeA bytes of a file, -1 for anything else; {@code sizeB} likewise
 * @param timeA seconds since 1970 of the mtime, {@link Long#MIN_VALUE} if A has nothing there;
 *     {@code timeB} likewise
 */
public record Measures(long sizeA, long timeA, long sizeB, long timeB) {
  public static Measures of(Seen a, Seen b) {
    return new Measures(size(a), time(a), size(b), time(b));
  }

  private static long size(Seen seen) {
    return seen instanceof Seen.Present(Entry entry) && entry.isFile() ? entry.size() : -1;
  }

  private static long time(Seen seen) {
    return seen instanceof Seen.Present(Entry entry)
        ? entry.mtime().getEpochSecond()
        : Long.MIN_VALUE;
  }
}
