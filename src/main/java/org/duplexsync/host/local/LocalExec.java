package org.duplexsync.host.local;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.duplexsync.host.Exec;
import org.duplexsync.host.HostException;

/** A child process. */
final class LocalExec implements Exec {
  private final Process process;
  private final Consumer<LocalExec> ended;

  LocalExec(Process process, Consumer<LocalExec> ended) {
    this.process = process;
    this.ended = ended;
  }

  @Override
  public OutputStream in() {
    return process.getOutputStream();
  }

  @Override
  public InputStream out() {
    return process.getInputStream();
  }

  @Override
  public InputStream err() {
    return process.getErrorStream();
  }

  @Override
  public int exitStatus(Duration limit) throws HostException {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted", e);
    }
    throw new HostException("the program did not end within " + limit.toSeconds() + " seconds");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    ended.accept(this);
  }
}
