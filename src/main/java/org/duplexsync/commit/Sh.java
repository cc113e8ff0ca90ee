package org.duplexsync.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A command for a shell, as bytes: names need not be text. */
final class Sh {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Text that the shell is to interpret. */
  Sh raw(String text) {
    out.writeBytes(text.getBytes(UTF_8));
    return this;
  }

  /** One word that it must not interpret. */
  Sh word(byte[] bytes) {
    out.write('\'');
    for (byte b : bytes) {
      if (b == '\'') {
        raw("'\\''");
      } else {
        out.write(b);
      }
    }
    out.write('\'');
    return this;
  }

  Sh word(String text) {
    return word(text.getBytes(UTF_8));
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** For an account of any login shell: the script goes to {@code /bin/sh}. */
  byte[] script() {
    return new Sh().raw("exec /bin/sh -c ").word(bytes()).bytes();
  }
}
