package org.duplexsync.commit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.duplexsync.host.Exec;
import org.duplexsync.host.Shell;

/** Programs end at once, with an error message. */
record RefusingShell(String words) implements Shell {
  @Override
  public Exec exec(byte[] command) {
    return new Ended(words);
  }

  private record Ended(String words) implements Exec {
    @Override
    public OutputStream in() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream out() {
      return InputStream.nullInputStream();
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
