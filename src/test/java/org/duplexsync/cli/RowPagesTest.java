package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowPagesTest {
  private final FakePair pair = new FakePair();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 499, 500, 501, 1000, 1234})
  void eachRowComesOnceInOrder(int rows) throws Exception {
    List<String> all = IntStream.range(0, rows).mapToObj("f%05d"::formatted).toList();
    all.forEach(path -> pair.add(path, Bucket.NEW, true, Choice.A_TO_B));
    List<String> printed = new ArrayList<>();
    new RowPages(pair).each(row -> printed.add(row.item().path().toString()));
    assertEquals(all, printed);
  }
}
