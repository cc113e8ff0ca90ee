package org.duplexsync.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.duplexsync.model.Bytes;

/** Line by line difference of two texts. */
public final class TextDiff {
  private static final int LOOK_FOR_NUL = 8_192;

  private TextDiff() {}

  /** False if the content holds a NUL byte near its start, as git tells binary files. */
  public static boolean isText(Bytes content) {
    int end = Math.min(content.length(), LOOK_FOR_NUL);
    for (int i = 0; i < end; i++) {
      if (content.at(i) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The lines of a unified diff with three lines of context; empty if the lines are equal. */
  public static List<String> unified(String nameA, Bytes a, String nameB, Bytes b) {
    List<String> linesA = lines(a);
    List<String> linesB = lines(b);
    return UnifiedDiffUtils.generateUnifiedDiff(
        nameA, nameB, linesA, DiffUtils.diff(linesA, linesB), 3);
  }

  private static List<String> lines(Bytes content) {
    String text = decode(content.toArray());
    return text.isEmpty() ? List.of() : text.lines().toList();
  }

  private static String decode(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, ISO_8859_1);
    }
  }
}
