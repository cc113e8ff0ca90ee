package org.duplexsync.control;

/** How a list of rows is sorted; rows that are alike in the key stand in path order. */
public record RowOrder(Key key, boolean descending) {
  public static final RowOrder BY_PATH = new RowOrder(Key.PATH, false);

  /** What the rows are sorted by. */
  public enum Key {
    PATH,
    /** What will happen: the bucket, then the choice. */
    ACTION,
    SIZE_A,
    SIZE_B,
    TIME_A,
    TIME_B
  }
}
