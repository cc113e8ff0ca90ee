package org.duplexsync.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.duplexsync.model.Action;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Cause;
import org.duplexsync.model.Entry;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;

/** A process of its own, to be killed or to run out of disk. */
public final class CrashProgram {
  private CrashProgram() {}

  public static void main(String[] args) throws IOException {
    Path dir = Path.of(args[1]);
    switch (args[0]) {
      case "write" -> writeUntilKilled(dir);
      case "fill" -> fillTheDisk(dir);
      case "read-only" -> refuse(dir);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Prints the number of each transaction once it is durable. */
  private static void writeUntilKilled(Path dir) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Store store = Store.open(dir, "web", InstantSource.fixed(Rows.T0))) {
      int start = (int) store.baseline("images").count() / 10;
      for (int i = start; ; i++) {
        record(store, i);
        out.println(i);
      }
    }
  }

  /** One transaction: ten paths agreed, ten journal rows. */
  static void record(Store store, int number) {
    store.transact(() -> {
      for (int i = 0; i < 10; i++) {
        RelPath path = RelPath.of("f" + number + "/" + i);
        Entry entry = Rows.file(number * 10L + i + 1, i, Rows.T0);
        store.baseline("images").apply(List.of(new BaselineChange.Agree(path, Rows.agreed(entry))));
        store.journal("images").add(List.of(row(path, entry)));
      }
      return true;
    });
  }

  private static JournalRow row(RelPath path, Entry entry) {
    return new JournalRow(
        1,
        0,
        Rows.T0,
        "images",
        new Action.Copy(path, Side.B, entry, null),
        Cause.START_UP,
        "operator:ada",
        null,
        entry,
        null,
        "helper",
        entry.size(),
        Duration.ZERO,
        new Outcome.Done(entry, null));
  }

  private static void fillTheDisk(Path dir) throws IOException {
    Path ballast = dir.resolve("ballast");
    Path state = dir.resolve("state");
    int written = 0;
    try (Store store = Store.open(state, "web", InstantSource.fixed(Rows.T0))) {
      Files.write(ballast, new byte[1 << 20]);
      while (written < 100_000) {
        record(store, written);
        written++;
      }
      throw new AssertionError("the disk is never full");
    } catch (StoreException full) {
      require(full.kind() == StoreException.Kind.DISK_FULL, full);
    }
    Files.delete(ballast);
    try (Store store = Store.open(state, "web", InstantSource.fixed(Rows.T0))) {
      require(store.opened() instanceof Opened.Found, store.opened());
      require(store.baseline("images").count() == written * 10L, written);
      record(store, written);
    }
  }

  private static void refuse(Path dir) {
    try (Store store = Store.open(dir.resolve("state"), "web", InstantSource.fixed(Rows.T0))) {
      throw new AssertionError("opened " + store.opened());
    } catch (StoreException refused) {
      require(refused.kind() == StoreException.Kind.NOT_WRITABLE, refused);
      require(String.valueOf(refused.getMessage()).contains(dir.toString()), refused);
    }
  }

  private static void require(boolean holds, Object found) {
    if (!holds) {
      Throwable cause = found instanceof Throwable thrown ? thrown : null;
      throw new AssertionError(String.valueOf(found), cause);
    }
  }
}
