package org.duplexsync.model;

/** What to do about a difference. Swapping the sides swaps {@link #A_TO_B} and {@link #B_TO_A}. */
public enum Choice {
  /** A's state wins: B becomes like A at this path, also when that means a delete. */
  A_TO_B,
  /** B's state wins. */
  B_TO_A,
  /** Each field from the side that changed it. */
  MERGE_FIELDS,
  /**
   * The newer one keeps the name; the other is kept beside it under a name that says side and time.
   */
  KEEP_BOTH,
  /** Nothing now; the difference stays and is planned again. */
  SKIP,
  /** Gone on both sides; offered where an operator asked for it. */
  DELETE;

  public Choice swapped() {
    return switch (this) {
      case A_TO_B -> B_TO_A;
      case B_TO_A -> A_TO_B;
      case MERGE_FIELDS, KEEP_BOTH, SKIP, DELETE -> this;
    };
  }

  /** The choice in which this side's state wins. */
  public static Choice from(Side side) {
    return side == Side.A ? A_TO_B : B_TO_A;
  }
}
