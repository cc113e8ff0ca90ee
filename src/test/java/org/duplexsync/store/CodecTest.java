package org.duplexsync.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.duplexsync.model.Action;
import org.duplexsync.model.Agreed;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Change;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Field;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Intent;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.PlanState;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.RowState;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.junit.jupiter.api.Test;

class CodecTest {
  private static final RelPath PATH = RelPath.of(new byte[] {'a', '/', (byte) 0xff, ' ', '\n'});
  private static final RelPath OTHER = RelPath.of("b/größe");

  private static <T> T comesBack(T value, BiConsumer<Out, T> write, Function<In, T> read) {
    Out out = new Out();
    write.accept(out, value);
    byte[] bytes = out.take();
    In in = new In();
    assertEquals(value, in.all(bytes, () -> read.apply(in)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(
          StoreException.class, () -> in.all(cut, () -> read.apply(in)), "cut to " + length);
    }
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    assertThrows(StoreException.class, () -> in.all(more, () -> read.apply(in)));
    return value;
  }

  @Test
  void anyEntryComesBackAndEveryCutIsNoticed() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      try {
        Entry entry = comesBack(Rows.any(random), EntryCodec::entry, EntryCodec::entry);
        comesBack((Seen) new Seen.Present(entry), EntryCodec::seen, EntryCodec::seen);
        Agreed.How how = random.nextBoolean() ? Agreed.How.HASHED : Agreed.How.ASSUMED;
        Agreed agreed =
            new Agreed(
                entry,
                random.nextBoolean() ? Rows.hash(i) : null,
                how,
                Rows.any(random).id(),
                Rows.T0);
        comesBack(agreed, EntryCodec::agreed, EntryCodec::agreed);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void anyNumberComesBack() {
    Random random = new Random(1);
    Out out = new Out();
    In in = new In();
    for (int i = 0; i < 10_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      out.number(number);
      out.signed(number);
      assertArrayEquals(
          new long[] {number, number},
          in.all(out.take(), () -> new long[] {in.number(), in.signed()}));
    }
  }

  @Test
  void noiseIsNeverTakenForAnythingButDamage() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    In in = new In();
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      noise = i % 2 == 0 ? noise : Arrays.copyOf(noise, noise.length / 2);
      byte[] bytes = noise;
      for (Function<In, Object> decoder :
          List.<Function<In, Object>>of(
              EntryCodec::entry,
              EntryCodec::agreed,
              EntryCodec::seen,
              ChangeCodec::change,
              ChangeCodec::action,
              ChangeCodec::outcome,
              HaltCodec::halt)) {
        try {
          in.all(bytes, () -> decoder.apply(in));
        } catch (StoreException expected) {
          assertEquals(StoreException.Kind.DAMAGED, expected.kind(), "seed " + seed);
        }
      }
    }
  }

  @Test
  void changesComeBack() {
    for (Change change :
        List.of(
            new Change.None(),
            new Change.Created(),
            new Change.Edited(EnumSet.allOf(Field.class)),
            new Change.Metadata(Set.of()),
            new Change.Deleted(),
            new Change.Moved(PATH, true),
            new Change.Retyped(Kind.DIRECTORY, Kind.SYMLINK),
            new Change.WentBack(Set.of(Field.CONTENT)),
            new Change.Unknown("not readable"))) {
      comesBack(change, ChangeCodec::change, ChangeCodec::change);
    }
  }

  @Test
  void actionsAndOutcomesComeBack() {
    Entry entry = Rows.file(1, 2, Rows.T0);
    for (Action action :
        List.of(
            new Action.Copy(PATH, Side.B, entry, null),
            new Action.Copy(PATH, Side.A, entry, entry),
            new Action.MakeDirectory(PATH, Side.A, entry, null),
            new Action.Delete(PATH, Side.B, entry),
            new Action.SetMetadata(PATH, Side.A, Set.of(Field.MODE), entry, entry),
            new Action.Move(OTHER, PATH, Side.B, entry),
            new Action.KeepBeside(OTHER, Side.A, PATH, Side.B, entry))) {
      comesBack(action, ChangeCodec::action, ChangeCodec::action);
    }
    for (Outcome outcome :
        List.of(
            new Outcome.Done(entry, "1/abc"),
            new Outcome.Done(null, null),
            new Outcome.Done(entry, "1/abc", "not taken over: the group staff"),
            new Outcome.Done(null, null, "größer"),
            new Outcome.Drifted("edited meanwhile"),
            new Outcome.Failed("no space left"),
            new Outcome.Kept("not empty"))) {
      comesBack(outcome, ChangeCodec::outcome, ChangeCodec::outcome);
    }
  }

  @Test
  void haltsComeBack() {
    for (Halt halt :
        List.of(
            new Halt.RootMissing(Side.A, "/srv/größe"),
            new Halt.OtherFileSystem(Side.B, "/srv"),
            new Halt.FarFewer(Side.A, 1, 1_000_000),
            new Halt.TooManyDeletes(Side.B, PATH, 60, 100, 50),
            new Halt.TooManyDeletes(Side.B, PATH, 60, 100, 50, 10),
            new Halt.ServerWentBack(Side.A, 12, "witness 7 of 9"),
            new Halt.StoreWentBack(Side.B, 7, 9),
            new Halt.ForeignStore(Side.A, "another store"),
            new Halt.ClockSkew(Duration.ofMillis(-90_500), Duration.ofSeconds(2)),
            new Halt.FutureTimes(Side.B, 3),
            new Halt.FilterChanged(),
            new Halt.ScanIncomplete(Side.A, "cut off"),
            new Halt.OtherPlace(Side.B, "b:/old", "b:/new"))) {
      comesBack(halt, HaltCodec::halt, HaltCodec::halt);
    }
  }

  @Test
  void timesBeforeAndAfterTheEpochComeBack() {
    for (Instant at : List.of(Instant.EPOCH.minusNanos(1), Rows.T0, Instant.ofEpochSecond(-5, 7))) {
      assertEquals(at, Times.at(Times.of(at)));
    }
  }

  /** Ordinals are stored: reordering or removing a constant needs a new schema version. */
  @Test
  void theOrderOfStoredEnumsIsPartOfTheSchema() {
    assertEquals("[FILE, DIRECTORY, SYMLINK, OTHER]", Arrays.toString(Kind.values()));
    assertEquals("[A, B]", Arrays.toString(Side.values()));
    assertEquals("[HASHED, ASSUMED]", Arrays.toString(Agreed.How.values()));
    assertEquals("[CONTENT, MODE, OWNER, GROUP]", Arrays.toString(Field.values()));
    assertEquals(
        "[A_TO_B, B_TO_A, MERGE_FIELDS, KEEP_BOTH, SKIP, DELETE]",
        Arrays.toString(Choice.values()));
    assertEquals(
        "[CONFLICT, DELETE, OVERWRITE, NEW, MOVE, METADATA, RETYPE, BLOCKED]",
        Arrays.toString(Bucket.values()));
    assertEquals("[AT_START, RUNNING]", Arrays.toString(Column.values()));
    assertEquals(
        "[BUILDING, READY, APPROVED, COMMITTING, DONE]", Arrays.toString(PlanState.values()));
    assertEquals(
        "[OPEN, APPROVED, DONE, DRIFTED, FAILED, KEPT]", Arrays.toString(RowState.values()));
    assertEquals("[PLANNED, STAGED, SETTLED]", Arrays.toString(Intent.State.values()));
    assertEquals("[KEPT, GREW, PURGED]", Arrays.toString(VersionRow.State.values()));
    assertEquals(
        "[START_UP, REQUEST, EVENT, RETURN, SETTLE, RESTORE, UNDO]",
        Arrays.toString(Cause.values()));
  }
}
