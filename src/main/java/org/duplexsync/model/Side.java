package org.duplexsync.model;

/** One of the two sides of a pair. Every rule is symmetric: swapping the sides swaps the answer. */
public enum Side {
  A,
  B;

  public Side other() {
    return this == A ? B : A;
  }
}
