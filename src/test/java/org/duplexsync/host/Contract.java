package org.duplexsync.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/** Short words for tests of hosts. */
final class Contract {
  static final Instant WHEN = Instant.parse("2024-05-06T07:08:09.123456789Z");

  private Contract() {}

  static RelPath path(String text) {
    return RelPath.of(text);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static Sha256 sha(byte[] content) throws Exception {
    return Sha256.of(MessageDigest.getInstance("SHA-256").digest(content));
  }

  static Entry source(int size, int mode) {
    return new Entry(Kind.FILE, size, WHEN, mode, "x", "y", null, new FileId(1, Instant.EPOCH, 1));
  }

  static Entry link(String target) {
    return new Entry(
        Kind.SYMLINK, 0, WHEN, 0777, "x", "y", Bytes.of(target), new FileId(1, Instant.EPOCH, 1));
  }

  static List<Listing.Item> all(Tree tree, Scope scope) throws HostException {
    List<Listing.Item> items = new ArrayList<>();
    try (Listing listing = tree.list(scope)) {
      do {
        items.add(listing.next());
      } while (!(items.getLast() instanceof Listing.End));
    }
    return items;
  }

  static List<String> names(Tree tree, Scope scope) throws HostException {
    return all(tree, scope).stream()
        .filter(item -> item instanceof Listing.Found)
        .map(item -> ((Listing.Found) item).path().toString())
        .toList();
  }

  static Entry entry(Tree tree, RelPath path) throws HostException {
    return assertInstanceOf(Seen.Present.class, tree.look(List.of(path)).getFirst()).entry();
  }

  static StageOutcome.Staged staged(Tree tree, StageAsk ask, byte[] content) throws Exception {
    return assertInstanceOf(StageOutcome.Staged.class, stage(tree, ask, content));
  }

  /** The content {@code new}, staged for a path that holds {@code old}, or nothing. */
  static Entry stagedNew(Tree tree, String name, String path, @Nullable Entry old)
      throws Exception {
    StageAsk ask = new StageAsk(name, path(path), source(3, 0644), old);
    return staged(tree, ask, bytes("new")).entry();
  }

  static StageOutcome stage(Tree tree, StageAsk ask, byte[] content) throws Exception {
    try (Staging staging = tree.stage(List.of(ask))) {
      if (ask.source().isFile()) {
        staging.data(0, content, 0, content.length);
        staging.finish(0, sha(content));
      }
      return staging.outcomes().getFirst();
    }
  }

  static StepOutcome commit(Tree tree, Lease lease, Step step) throws Exception {
    return tree.commit(lease.epoch(), List.of(step)).getFirst();
  }

  /** Keeps what was read. */
  static final class Kept implements ContentSink {
    final List<String> events = new ArrayList<>();
    final ByteArrayOutputStream content = new ByteArrayOutputStream();

    @Override
    public void begin(int index, Entry entry) {
      content.reset();
    }

    @Override
    public void data(int index, byte[] buffer, int offset, int length) {
      content.write(buffer, offset, length);
    }

    @Override
    public void end(int index, Sha256 sha256) {
      events.add(index + " " + content.toString(UTF_8) + " " + sha256);
    }

    @Override
    public void failed(int index, String reason, boolean drifted) {
      events.add(index + (drifted ? " drifted" : " failed: " + reason));
    }
  }

  static String told(Listing.Item item) {
    return switch (item) {
      case Listing.Appeared(Listing.Found found) -> "+ " + told(found);
      case Listing.Found found -> "* " + told(found);
      case Listing.Gone(RelPath path) -> "- " + path;
      case Listing.Trouble trouble -> trouble.reason();
      case Listing.End _ -> "the end, no directory";
    };
  }

  private static String told(Listing.Found found) {
    Bytes target = found.entry().target();
    return found.path()
        + " "
        + (found.entry().isDirectory()
            ? "directory"
            : target == null ? found.entry().size() : target);
  }
}
