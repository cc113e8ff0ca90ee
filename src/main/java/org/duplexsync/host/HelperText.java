package org.duplexsync.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** The helper's one text, put together from its parts, and the command that takes it in. */
final class HelperText {
  private static final List<String> PARTS =
      List.of(
          "00-head",
          "10-sys",
          "20-wire",
          "30-path",
          "40-entry",
          "50-tree",
          "55-treefacts",
          "56-may",
          "60-list",
          "61-few",
          "61-kept",
          "62-read",
          "64-place",
          "66-stage",
          "68-adopt",
          "70-commit",
          "72-put",
          "74-settle",
          "76-sweep",
          "78-purge",
          "80-lease",
          "85-facts",
          "86-news",
          "87-walk",
          "88-watch",
          "89-poll",
          "90-main");

  private HelperText() {}

  /**
   * @param mark printed by the helper before its first frame
   * @param without names of features that it does without: {@code sha}, or a system call
   */
  static byte[] of(String mark, Set<String> without) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder("our $MARK = '" + mark + "';\nour %WITHOUT;\n");
    without.stream().sorted().forEach(name -> head.append("$WITHOUT{'" + name + "'} = 1;\n"));
    text.writeBytes(head.toString().getBytes(UTF_8));
    for (String part : PARTS) {
      text.writeBytes(("\n# line 1 \"" + part + ".pl\"\n").getBytes(UTF_8));
      text.writeBytes(read("helper/" + part + ".pl"));
    }
    return text.toByteArray();
  }

  private static byte[] read(String name) {
    try (InputStream in = HelperText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not packaged: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes {@code length} bytes from standard input and evaluates them. Understood alike by sh, csh
   * and fish.
   */
  static byte[] command(int length) {
    return ("exec perl -e 'binmode STDIN;$n=0;while($n<"
            + length
            + "){$r=sysread(STDIN,$s,"
            + length
            + "-$n,$n);exit 9 unless $r;$n+=$r}eval $s;die $@ if $@'")
        .getBytes(UTF_8);
  }
}
