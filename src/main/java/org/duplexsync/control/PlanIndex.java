package org.duplexsync.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.duplexsync.engine.PlanReader;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Outline;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one plan in memory, in order, with what rows are most often searched by: what lets a
 * million rows be filtered while one types. Takes the length of the paths and some 10 bytes a row.
 */
final class PlanIndex {
  private static final int CHUNK_ROWS = 1 << 14;
  private static final Bucket[] BUCKETS = Bucket.values();
  private static final Kind[] KINDS = Kind.values();
  private static final int NO_KIND = 15;
  private static final int CHANGED_A = 1 << 8;
  private static final int CHANGED_B = 1 << 9;
  private static final int SAFE = 1 << 10;

  /** Bytes of it are shown escaped or are letters beyond ASCII: what is typed is not its bytes. */
  private static final int ODD = 1 << 11;

  private final Object version;
  private final List<Chunk> chunks = new ArrayList<>();
  private short[] traits = new short[1024];
  private int size;

  /** Paths one after the other. */
  private static final class Chunk {
    byte[] text = new byte[CHUNK_ROWS * 24];
    final int[] ends = new int[CHUNK_ROWS + 1];
    int rows;

    void add(byte[] path) {
      int start = ends[rows];
      if (start + path.length > text.length) {
        text = Arrays.copyOf(text, Math.max(text.length * 2, start + path.length));
      }
      System.arraycopy(path, 0, text, start, path.length);
      ends[++rows] = start + path.length;
      if (rows == CHUNK_ROWS) {
        text = Arrays.copyOf(text, ends[rows]);
      }
    }
  }

  private PlanIndex(Object version) {
    this.version = version;
  }

  static PlanIndex of(PlanReader reader) {
    PlanIndex index = new PlanIndex(reader.version());
    reader.outlines(index::add);
    return index;
  }

  private void add(Outline row) {
    if (chunks.isEmpty() || chunks.getLast().rows == CHUNK_ROWS) {
      chunks.add(new Chunk());
    }
    if (size == traits.length) {
      traits = Arrays.copyOf(traits, size * 2);
    }
    chunks.getLast().add(row.path());
    traits[size++] = (short) packed(row);
  }

  @SuppressWarnings("EnumOrdinal")
  private static int packed(Outline row) {
    int kind = row.kind() == null ? NO_KIND : row.kind().ordinal();
    return row.bucket().ordinal()
        | kind << 4
        | (row.changedA() ? CHANGED_A : 0)
        | (row.changedB() ? CHANGED_B : 0)
        | (row.safe() ? SAFE : 0)
        | (isOdd(row.path()) ? ODD : 0);
  }

  private static boolean isOdd(byte[] path) {
    for (byte b : path) {
      if (b < ' ' || b == 0x7f || b == '\\') {
        return true;
      }
    }
    return false;
  }

  /** Of the plan's rows when this was read. */
  Object version() {
    return version;
  }

  int size() {
    return size;
  }

  RelPath path(int row) {
    Chunk chunk = chunks.get(row / CHUNK_ROWS);
    int at = row % CHUNK_ROWS;
    return RelPath.of(chunk.text, chunk.ends[at], chunk.ends[at + 1] - chunk.ends[at]);
  }

  Bucket bucket(int row) {
    return BUCKETS[traits[row] & 15];
  }

  @Nullable Kind kind(int row) {
    int kind = traits[row] >> 4 & 15;
    return kind == NO_KIND ? null : KINDS[kind];
  }

  boolean changed(int row, Side side) {
    return (traits[row] & (side == Side.A ? CHANGED_A : CHANGED_B)) != 0;
  }

  boolean safe(int row) {
    return (traits[row] & SAFE) != 0;
  }

  /** The first row that is not before the path. */
  int firstFrom(RelPath path) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (path(middle).compareTo(path) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What is looked for in the text of a path, in small letters. */
  static final class Needle {
    private final String text;
    private final byte[] bytes;
    private final boolean ascii;
    private final boolean atEnd;

    Needle(String text, boolean atEnd) {
      this.text = text;
      this.atEnd = atEnd;
      this.ascii = text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '\\');
      this.bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  boolean holds(int row, Needle needle) {
    if ((traits[row] & ODD) != 0) {
      String shown = path(row).toString().toLowerCase(Locale.ROOT);
      return needle.atEnd ? shown.endsWith(needle.text) : shown.contains(needle.text);
    }
    return needle.ascii && holds(chunks.get(row / CHUNK_ROWS), row % CHUNK_ROWS, needle);
  }

  private static boolean holds(Chunk chunk, int at, Needle needle) {
    int length = needle.bytes.length;
    int last = chunk.ends[at + 1] - length;
    int from = needle.atEnd ? Math.max(chunk.ends[at], last) : chunk.ends[at];
    for (int start = from; start <= last; start++) {
      int i = 0;
      while (i < length && small(chunk.text[start + i]) == needle.bytes[i]) {
        i++;
      }
      if (i == length) {
        return true;
      }
    }
    return length == 0;
  }

  /**
   * @param letters small ones
   */
  boolean nameStarts(int row, String letters) {
    Chunk chunk = chunks.get(row / CHUNK_ROWS);
    int at = row % CHUNK_ROWS;
    int name = chunk.ends[at + 1];
    while (name > chunk.ends[at] && chunk.text[name - 1] != '/') {
      name--;
    }
    if (name == chunk.ends[at + 1]) {
      return false;
    }
    // most rows are told by one byte
    byte first = chunk.text[name];
    return (first < 0 || first == letters.charAt(0) || small(first) == letters.charAt(0))
        && path(row).name().toString().toLowerCase(Locale.ROOT).startsWith(letters);
  }

  private static byte small(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }
}
