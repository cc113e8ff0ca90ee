package org.duplexsync.model;

/** What to decide for many rows at once. A row that doesn't offer the choice is left alone. */
public sealed interface Pick {
  record Take(Choice choice) implements Pick {}

  /** Each row's own default. */
  record Proposal() implements Pick {}

  /** The side whose mtime is newer; rows of which that can't be said are left alone. */
  record Newer() implements Pick {}

  /** Takes the decision back. */
  record Reset() implements Pick {}

  static Pick of(Choice choice) {
    return new Take(choice);
  }
}
