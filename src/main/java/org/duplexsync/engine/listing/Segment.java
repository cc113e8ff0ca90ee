package org.duplexsync.engine.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.duplexsync.model.RelPath;

/**
 * A piece of the path order. A directory and what is in it are two, for other names stand between
 * them: {@code a}, {@code a.txt}, {@code a/x}.
 */
record Segment(RelPath path, Part part) {
  enum Part {
    /** The path alone. */
    POINT,
    /** The path alone, and its {@link #BODY} follows. */
    HEAD,
    /** What is below the path. */
    BODY
  }

  private static final byte[] SLASH = "/".getBytes(UTF_8);

  /**
   * @param points not below any of the directories
   * @param below directories of which none holds another
   */
  static List<Segment> inOrder(Collection<RelPath> points, Collection<RelPath> below) {
    var all = new ArrayList<Segment>();
    points.forEach(path -> all.add(new Segment(path, Part.POINT)));
    for (RelPath path : below) {
      all.add(new Segment(path, Part.HEAD));
      all.add(new Segment(path, Part.BODY));
    }
    all.sort(Comparator.comparing(Segment::start, Arrays::compareUnsigned));
    return all;
  }

  private byte[] start() {
    var start = new ByteArrayOutputStream();
    start.writeBytes(path.toArray());
    if (part == Part.BODY) {
      start.writeBytes(SLASH);
    }
    return start.toByteArray();
  }
}
