package org.duplexsync.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** What came of a command: its exit status and all it wrote. */
public record Ran(List<String> command, int exit, byte[] out, byte[] err) {

  public Ran {
    command = List.copyOf(command);
  }

  public String text() {
    return new String(out, UTF_8);
  }

  public String errors() {
    return new String(err, UTF_8);
  }

  /** Itself, if the command succeeded. */
  public Ran ok() {
    if (exit != 0) {
      throw new AssertionError(this);
    }
    return this;
  }

  @Override
  public String toString() {
    return command + " ended with " + exit + "\n" + text() + errors();
  }
}
