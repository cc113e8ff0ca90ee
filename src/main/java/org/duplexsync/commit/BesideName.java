package org.duplexsync.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Actions;

/**
 * The second name of a file of which both contents are kept: {@code name.tgt-a-20261122-161500.ext}
 * says whose content it is and when (UTC) it was put aside.
 */
record BesideName(String hostA, String hostB, Instant at) implements Actions.Beside {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int MAX_NAME = 255;
  private static final int MAX_HOST = 100;

  @Override
  public RelPath of(RelPath path, Side side) {
    byte[] name = path.name().toArray();
    int dot = extension(name);
    String host = (side == Side.A ? hostA : hostB).replaceAll("[^A-Za-z0-9._-]", "_");
    String shown = host.substring(0, Math.min(host.length(), MAX_HOST));
    byte[] mark = ("." + shown + "-" + STAMP.format(at)).getBytes(UTF_8);
    int keep = cut(name, Math.min(dot, MAX_NAME - mark.length - (name.length - dot)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(name, 0, keep);
    out.writeBytes(mark);
    out.write(name, dot, name.length - dot);
    return Objects.requireNonNull(path.parent()).child(Bytes.of(out.toByteArray()));
  }

  /** So much of a name that no character of UTF-8 is cut apart; other bytes may be. */
  private static int cut(byte[] name, int most) {
    int keep = most;
    while (keep < name.length && keep > most - 3 && (name[keep] & 0xC0) == 0x80) {
      keep--;
    }
    boolean whole = keep >= name.length || (name[keep] & 0xC0) != 0x80;
    return whole ? keep : most;
  }

  /** Where the extension begins: at the last dot, unless that is far off or leads the name. */
  private static int extension(byte[] name) {
    for (int i = name.length - 1; i > 0 && name.length - i <= 32; i--) {
      if (name[i] == '.') {
        return i;
      }
    }
    return name.length;
  }
}
