package org.duplexsync.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Column;
import org.duplexsync.model.Difference;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoinTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");
  private static final Terms TERMS =
      Terms.of(Policy.of(Column.AT_START), Clocks.EXACT, NOW, ZoneOffset.UTC);

  private final List<Difference> differences = new ArrayList<>();
  private final List<BaselineChange.Agree> agreed = new ArrayList<>();

  private static Entry file(long inode) {
    return new Entry(Kind.FILE, 5, NOW, 0644, "u", "g", null, new FileId(inode, NOW, 1));
  }

  /** Names with {@code !} can't be looked into. */
  private record Names(List<String> names, int[] at) implements ListedStream<RuntimeException> {
    static Names of(String... names) {
      return new Names(List.of(names), new int[] {-1});
    }

    @Override
    public boolean next() {
      return ++at[0] < names.size();
    }

    @Override
    public RelPath path() {
      return RelPath.of(names.get(at[0]).replace("!", ""));
    }

    @Override
    public Entry entry() {
      return file(1);
    }

    @Override
    public @Nullable String closed() {
      return names.get(at[0]).endsWith("!") ? "Permission denied" : null;
    }
  }

  private record Rows(Names names) implements AgreedStream<RuntimeException> {
    @Override
    public boolean next() {
      return names.next();
    }

    @Override
    public RelPath path() {
      return names.path();
    }

    @Override
    public Agreed agreed() {
      return new Agreed(file(1), null, Agreed.How.HASHED, new FileId(1, NOW, 1), NOW);
    }
  }

  private Join.Summary join(Names a, Names b, Names base) {
    return Join.run(
        TERMS,
        a,
        b,
        new Rows(base),
        new JoinSink<RuntimeException>() {
          @Override
          public void difference(Difference difference) {
            differences.add(difference);
          }

          @Override
          public void agreed(BaselineChange.Agree agree) {
            agreed.add(agree);
          }
        });
  }

  @Test
  void whatIsTheSameOnAllThreeIsNoDifference() {
    Join.Summary summary = join(Names.of("a", "b"), Names.of("a", "b"), Names.of("a", "b"));
    assertEquals(new Join.Summary(2, 2, 2, 0), summary);
    assertTrue(agreed.isEmpty());
  }

  @Test
  void whatBothHaveAndNobodyAgreedIsAssumed() {
    join(Names.of("a"), Names.of("a"), Names.of());
    assertEquals(Agreed.How.ASSUMED, agreed.getFirst().agreed().how());
  }

  @Test
  void belowAClosedPlaceNothingIsKnownAndNothingForgotten() {
    join(Names.of("a!", "a-", "b"), Names.of("a", "a-", "a/x", "b"), Names.of("a/x", "a/y", "b"));
    assertEquals(1, differences.size());
    assertEquals(new Seen.Unknown("Permission denied"), differences.getFirst().seen(Side.A));
    assertEquals("a-", agreed.getFirst().path().toString());
  }

  @Test
  void goneOnBothSidesIsStillADifferenceBecauseAListingMayProveCut() {
    join(Names.of(), Names.of(), Names.of("a"));
    assertEquals(Seen.ABSENT, differences.getFirst().a());
    assertEquals(Seen.ABSENT, differences.getFirst().b());
  }

  @Test
  void aStreamOutOfOrderIsRefused() {
    Names none = Names.of();
    assertThrows(OutOfOrderException.class, () -> join(Names.of("b", "a"), none, none));
    assertThrows(OutOfOrderException.class, () -> join(none, Names.of("a", "a"), Names.of()));
  }
}
