package org.duplexsync.commit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.duplexsync.host.Exec;
import org.duplexsync.host.Shell;

/**
 * Programs end at once, with an error message.
 *
 * @param says what a program prints before, by its command
 */
record RefusingShell(String words, UnaryOperator<String> says) implements Shell {
  RefusingShell(String words) {
    this(words, _ -> "");
  }

  @Override
  public Exec exec(byte[] command) {
    return new Ended(words, says.apply(new String(command, StandardCharsets.ISO_8859_1)));
  }

  private record Ended(String words, String said) implements Exec {
    @Override
    public OutputStream in() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream out() {
      return new ByteArrayInputStream(said.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public InputStream err() {
      return new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int exitStatus(Duration limit) {
      return 1;
    }

    @Override
    public void close() {}
  }

  @Override
  public String name() {
    return "refusing";
  }

  @Override
  public String user() {
    return "nobody";
  }

  @Override
  public void close() {}
}
