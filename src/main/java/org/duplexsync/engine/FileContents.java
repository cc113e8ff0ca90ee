package org.duplexsync.engine;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.duplexsync.host.ContentSink;
import org.duplexsync.host.Expected;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Tree;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A file's content as of one moment.
 *
 * @param bytes the first part of the content; empty for anything but a file
 * @param truncated there is more
 */
public record FileContents(Seen seen, Bytes bytes, boolean truncated) {
  private static final Bytes NOTHING = Bytes.of(new byte[0]);
  private static final int TRIES = 3;

  /** A file that changes while it is read is read again. */
  static FileContents read(Tree tree, RelPath path, int limit) throws HostException {
    Seen seen = Seen.ABSENT;
    for (int i = 0; i < TRIES; i++) {
      seen = tree.look(List.of(path)).getFirst();
      if (!(seen instanceof Seen.Present(Entry entry)) || !entry.isFile()) {
        return new FileContents(seen, NOTHING, false);
      }
      var head = new Head(limit);
      try {
        tree.read(List.of(new Expected(path, entry)), head);
      } catch (Enough e) {
        return new FileContents(seen, head.bytes(), true);
      }
      if (head.refused != null) {
        return new FileContents(new Seen.Unknown(head.refused), NOTHING, false);
      }
      if (!head.drifted) {
        return new FileContents(seen, head.bytes(), false);
      }
    }
    return new FileContents(seen, NOTHING, false);
  }

  /** Ends the reading: all that was asked for is here. */
  private static final class Enough extends HostException {
    private static final long serialVersionUID = 1;

    Enough() {
      super("read as much as was asked for");
    }
  }

  private static final class Head implements ContentSink {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int limit;
    private boolean drifted;
    private @Nullable String refused;

    Head(int limit) {
      this.limit = limit;
    }

    Bytes bytes() {
      return Bytes.of(out.toByteArray());
    }

    @Override
    public void begin(int index, Entry entry) {}

    @Override
    public void data(int index, byte[] buffer, int offset, int length) throws HostException {
      int room = Math.min(limit - out.size(), length);
      out.write(buffer, offset, room);
      if (room < length) {
        throw new Enough();
      }
    }

    @Override
    public void end(int index, Sha256 sha256) {}

    @Override
    public void failed(int index, String reason, boolean changed) {
      drifted = changed;
      refused = changed ? null : reason;
    }
  }
}
