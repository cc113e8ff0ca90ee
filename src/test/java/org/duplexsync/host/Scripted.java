package org.duplexsync.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;

/** A server that says what a test wants, whatever it is asked. */
final class Scripted implements Exec {
  final ByteArrayOutputStream asked = new ByteArrayOutputStream();
  private final PipedInputStream out = new PipedInputStream(1 << 20);
  private final PipedOutputStream says;

  Scripted() throws IOException {
    says = new PipedOutputStream(out);
  }

  void say(byte[] bytes) throws IOException {
    says.write(bytes);
    says.flush();
  }

  void say(char type, int id, Put payload) throws IOException {
    say(Wire.frame(type, id, payload).toArray());
  }

  void hangUp() throws IOException {
    says.close();
  }

  @Override
  public OutputStream in() {
    return asked;
  }

  @Override
  public InputStream out() {
    return out;
  }

  @Override
  public InputStream err() {
    return new ByteArrayInputStream(new byte[0]);
  }

  @Override
  public int exitStatus(Duration limit) {
    return 0;
  }

  @Override
  public void close() {}
}
