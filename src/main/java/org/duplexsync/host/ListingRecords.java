package org.duplexsync.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * Decodes find's records: {@code TYPE MODE SIZE MTIME CTIME INODE LINKS DEVICE UID GID PATH} and a
 * NUL, in ascending byte order of the path (what differs from a kept listing: in any order). Each
 * block holds whole records. Type {@code x} is a directory that can't be read, {@code X} one too
 * deep for what is in it, {@code m?} a mount point; after a link ({@code l}) its target comes as
 * {@code t TARGET}, or why it could not be read as {@code e REASON}. In a listing of what differs
 * from a kept one a mark stands before each record: {@code +} it was not there, {@code *} it is
 * another; and {@code -PATH} is gone. Made for a million records a second: bytes are compared in
 * place.
 */
final class ListingRecords {
  private static final int MAX_RECORD = 16 << 10;
  private static final String TOO_DEEP =
      "too deep: what is in it has too long a path to be named; move it up, or exclude it";
  private static final String OTHER_FILE_SYSTEM = "another file system is mounted here";

  private final Names names;
  private final long device;
  private final byte[] prefix;
  private final boolean marked;
  private final Numbers numbers = new Numbers();

  private byte[] block = new byte[0];
  private int at;

  private byte[] before = new byte[0];
  private int beforeStart;
  private int beforeEnd;
  private long count;

  private int linkStart = -1;
  private int linkEnd;

  private byte mark;

  private long lastUid = -1;
  private String lastOwner = "";
  private long lastGid = -1;
  private String lastGroup = "";

  ListingRecords(Names names, long device, RelPath below) {
    this(names, device, below, false);
  }

  /**
   * @param marked each record says how it differs from a kept listing
   */
  ListingRecords(Names names, long device, RelPath below, boolean marked) {
    this.marked = marked;
    this.names = names;
    this.device = device;
    this.prefix = below.isRoot() ? new byte[0] : below.child(Bytes.of("x")).toArray();
  }

  /** How many records were taken. */
  long count() {
    return count;
  }

  /** The next block, when {@link #next} has nothing more. */
  void feed(byte[] bytes) throws WireException {
    if (bytes.length == 0 || bytes[bytes.length - 1] != 0) {
      throw bad("a record was cut", bytes, 0, bytes.length);
    }
    carryLink();
    block = bytes;
    at = 0;
  }

  /** A link at the end of a block has its target in the next one. */
  private void carryLink() {
    if (linkStart >= 0) {
      linkBlock = block;
    }
  }

  private byte[] linkBlock = block;

  void end() throws WireException {
    if (linkStart >= 0) {
      throw new WireException("a link came without its target");
    }
  }

  /** The next item, null when the block is used up. */
  Listing.@Nullable Item next() throws HostException {
    while (at < block.length) {
      int start = at;
      int end = endOf(start);
      at = end + 1;
      count++;
      if (linkStart >= 0) {
        return marked(link(start, end));
      }
      if (marked) {
        mark = block[start++];
        if (mark == '-') {
          return new Listing.Gone(path(block, start, end));
        }
        if (start >= end || (mark != '+' && mark != '*')) {
          throw bad("a record without a mark", block, start - 1, end);
        }
      }
      if (block[start] == 'l') {
        linkStart = start;
        linkEnd = end;
        linkBlock = block;
        continue;
      }
      return marked(item(block, start, end, null));
    }
    return null;
  }

  private Listing.Item marked(Listing.Item item) {
    return marked && mark == '+' && item instanceof Listing.Found found
        ? new Listing.Appeared(found)
        : item;
  }

  private int endOf(int start) throws WireException {
    int end = start;
    while (block[end] != 0) {
      end++;
    }
    if (end - start > MAX_RECORD) {
      throw bad("a record of " + (end - start) + " bytes", block, start, end);
    }
    return end;
  }

  private Listing.Item link(int start, int end) throws HostException {
    int from = linkStart;
    linkStart = -1;
    boolean target = end - start >= 2 && block[start] == 't' && block[start + 1] == ' ';
    boolean trouble = end - start >= 2 && block[start] == 'e' && block[start + 1] == ' ';
    if (!target && !trouble) {
      throw bad("a link came without its target", block, start, end);
    }
    Bytes rest = Bytes.of(block, start + 2, end - start - 2);
    Listing.Found found = item(linkBlock, from, linkEnd, rest);
    return target ? found : new Listing.Trouble(found.path(), rest.toString());
  }

  private Listing.Found item(byte[] bytes, int start, int end, @Nullable Bytes target)
      throws HostException {
    boolean mounted = bytes[start] == 'm';
    int type = start + (mounted ? 1 : 0);
    Kind kind = kind(bytes[type]);
    numbers.parse(bytes, type + 1, end);
    int pathStart = numbers.end;
    checkOrder(bytes, pathStart, end);
    String closed = null;
    if (mounted || (kind == Kind.DIRECTORY && numbers.device != device)) {
      closed = OTHER_FILE_SYSTEM;
    } else if (bytes[type] == 'x') {
      closed = "not readable by this account";
    } else if (bytes[type] == 'X') {
      closed = TOO_DEEP;
    }
    FileId id = new FileId(numbers.inode, numbers.ctime(), numbers.links);
    Entry entry =
        new Entry(
            kind,
            kind == Kind.FILE ? numbers.size : 0,
            numbers.mtime(),
            numbers.mode,
            owner(numbers.uid),
            group(numbers.gid),
            target,
            id);
    return new Listing.Found(path(bytes, pathStart, end), entry, closed);
  }

  private static Kind kind(byte letter) {
    return switch (letter) {
      case 'f' -> Kind.FILE;
      case 'd', 'x', 'X' -> Kind.DIRECTORY;
      case 'l' -> Kind.SYMLINK;
      default -> Kind.OTHER;
    };
  }

  private void checkOrder(byte[] bytes, int start, int end) throws WireException {
    if (!marked
        && beforeEnd > 0
        && Arrays.compareUnsigned(before, beforeStart, beforeEnd, bytes, start, end) >= 0) {
      throw bad("paths are not in order", bytes, start, end);
    }
    before = bytes;
    beforeStart = start;
    beforeEnd = end;
  }

  private RelPath path(byte[] bytes, int start, int end) throws WireException {
    try {
      if (start == end) {
        throw bad("a record without a path", bytes, start, end);
      }
      if (prefix.length == 0) {
        return RelPath.of(bytes, start, end - start);
      }
      byte[] joined = Arrays.copyOf(prefix, prefix.length - 1 + end - start);
      System.arraycopy(bytes, start, joined, prefix.length - 1, end - start);
      return RelPath.of(joined);
    } catch (IllegalArgumentException e) {
      throw new WireException(String.valueOf(e.getMessage()));
    }
  }

  private String owner(long uid) throws HostException {
    if (uid != lastUid) {
      lastOwner = names.user(uid);
      lastUid = uid;
    }
    return lastOwner;
  }

  private String group(long gid) throws HostException {
    if (gid != lastGid) {
      lastGroup = names.group(gid);
      lastGid = gid;
    }
    return lastGroup;
  }

  static WireException bad(String why, byte[] bytes, int start, int end) {
    int shown = Math.min(end - start, 200);
    return new WireException(why + ": " + Bytes.of(new String(bytes, start, shown, US_ASCII)));
  }
}
