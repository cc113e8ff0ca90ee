package org.duplexsync.lab;

/** A line of the lab's network. The operator is this machine. */
public enum Link {
  A_B("a-b"),
  OPERATOR_A("op-a"),
  OPERATOR_B("op-b");

  private final String word;

  Link(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
