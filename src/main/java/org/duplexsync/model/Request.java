package org.duplexsync.model;

/**
 * What an operator asks for that no compare has proposed. It goes through the plan all the same.
 */
public sealed interface Request {
  RelPath path();

  /**
   * The path, and what {@code from} has below it, on the other side as well. What only the other
   * side has stays.
   */
  record Copy(RelPath path, Side from) implements Request {}

  /** The path and all below it, gone on each side that has it. */
  record Delete(RelPath path) implements Request {}
}
