package org.duplexsync.store;

import org.duplexsync.model.Choice;
import org.duplexsync.model.Pick;

/** Picks as numbers; part of the schema. */
final class PickCodec {
  private static final Choice[] CHOICES = Choice.values();
  private static final int PROPOSAL = 100;
  private static final int NEWER = 101;
  private static final int RESET = 102;

  private PickCodec() {}

  static int number(Pick pick) {
    return switch (pick) {
      case Pick.Take(Choice choice) -> Enums.number(choice);
      case Pick.Proposal _ -> PROPOSAL;
      case Pick.Newer _ -> NEWER;
      case Pick.Reset _ -> RESET;
    };
  }

  static Pick pick(int number) {
    return switch (number) {
      case PROPOSAL -> new Pick.Proposal();
      case NEWER -> new Pick.Newer();
      case RESET -> new Pick.Reset();
      default -> new Pick.Take(Enums.value(CHOICES, number));
    };
  }
}
