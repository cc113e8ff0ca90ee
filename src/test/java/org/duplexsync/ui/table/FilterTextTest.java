package org.duplexsync.ui.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.duplexsync.control.RowFilter;
import org.duplexsync.control.RowFilter.Mark;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

class FilterTextTest {
  private static RowFilter filter(String typed) {
    FilterText parsed = FilterText.parse(typed);
    assertTrue(parsed.unknown().isEmpty(), parsed.unknown().toString());
    return parsed.filter();
  }

  @Test
  void nothingTypedIsNoFilter() {
    assertTrue(filter("").isNone());
    assertTrue(filter("   ").isNone());
  }

  @Test
  void wordsExtensionsSidesAndMarks() {
    RowFilter filter = filter("Images ext:PL,.sh changed:B is:conflict is:undecided");
    assertEquals(List.of("images"), filter.words());
    assertEquals(Set.of("pl", "sh"), filter.extensions());
    assertEquals(Side.B, filter.changed());
    assertEquals(Set.of(Mark.CONFLICT, Mark.UNDECIDED), filter.marks());
  }

  @Test
  void sizesWithUnits() {
    assertEquals(10 * 1024 * 1024 + 1, filter(">10MB").minSize());
    assertEquals(1023, filter("<1k").maxSize());
    assertEquals(1537, filter(">1.5KiB").minSize());
    assertEquals(101, filter(">5 >100").minSize());
  }

  @Test
  void whatMeansNothingIsSaid() {
    assertEquals(
        List.of("is:purple", "changed:c"), FilterText.parse("is:purple changed:c x").unknown());
  }
}
