package org.duplexsync.headless;

import java.nio.file.Path;
import org.duplexsync.control.Questions;
import org.jspecify.annotations.Nullable;

/** Nobody is there to answer: what is asked is refused, and the log says what to do about it. */
public final class Unattended implements Questions {
  private final Log log;
  private final Path job;

  public Unattended(Log log, Path job) {
    this.log = log;
    this.job = job;
  }

  @Override
  public HostKeyAnswer unknownHostKey(String host, String type, String fingerprint) {
    log.write(
        Log.Level.ERROR,
        ("the host key of %s is not known (%s %s), and nobody is here to confirm it: type once, as"
                + " this account, duplex check %s")
            .formatted(host, type, fingerprint, job));
    return HostKeyAnswer.REFUSE;
  }

  @Override
  public char @Nullable [] secret(String prompt) {
    log.write(
        Log.Level.ERROR,
        ("asked for a secret (%s), and nobody is here to type it: give this account an ssh-agent"
                + " that holds the key (SSH_AUTH_SOCK), or a key without a passphrase whose line in"
                + " authorized_keys limits it (from=, restrict)")
            .formatted(prompt));
    return null;
  }
}
