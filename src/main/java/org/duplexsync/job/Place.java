package org.duplexsync.job;

/**
 * Where a value stands in a text.
 *
 * @param line from 1; column likewise
 * @param start offset of its first character
 * @param end offset after its last one
 */
record Place(int line, int column, int start, int end) {
  /** Of the whole file, and of values that come from no file. */
  static final Place NONE = new Place(0, 0, 0, 0);
}
