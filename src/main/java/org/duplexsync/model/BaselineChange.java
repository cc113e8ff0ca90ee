package org.duplexsync.model;

/** A change of the baseline that needs no action on a server. */
public sealed interface BaselineChange {
  RelPath path();

  /** Both sides have this: adopted, or the identities are brought up to date. */
  record Agree(RelPath path, Agreed agreed) implements BaselineChange {}

  /** Gone on both sides. */
  record Forget(RelPath path) implements BaselineChange {}
}
