package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.duplexsync.model.Halt;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class HaltTextTest {
  @Test
  void deletesAreNamedWhereTheyWereMadeAndWhereTheyWouldGo() {
    assertEquals(
        "801 of 858 agreed entries were deleted on A, more than the pair's limit of 50. Approved as"
            + " deletes they go from B too.",
        HaltText.of(new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 801, 858, 50)));
    assertEquals(
        "12 of 20 agreed entries in site were deleted on B, more than the pair's limit of 2."
            + " Approved as deletes they go from A too.",
        HaltText.of(new Halt.TooManyDeletes(Side.B, RelPath.of("site"), 12, 20, 2)));
    assertEquals(
        "400 of 834 agreed entries were deleted on A, more than the pair's limit of 83. Approved as"
            + " deletes they go from B too. 40 of them had gone from B before this stopped: no"
            + " choice here brings those back, but their content is kept in the versions on B:"
            + " duplex restore puts it back.",
        HaltText.of(new Halt.TooManyDeletes(Side.A, RelPath.ROOT, 400, 834, 83, 40)));
  }

  @Test
  void timesInTheFutureAreCountedInWords() {
    assertEquals(
        "1 file on A has a time in the future: which is newer can't be trusted.",
        HaltText.of(new Halt.FutureTimes(Side.A, 1)));
    assertEquals(
        "2 files on B have times in the future: which is newer can't be trusted.",
        HaltText.of(new Halt.FutureTimes(Side.B, 2)));
  }
}
