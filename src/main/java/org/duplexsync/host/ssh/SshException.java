package org.duplexsync.host.ssh;

import org.duplexsync.host.HostException;
import org.jspecify.annotations.Nullable;

/**
 * A host can't be used over SSH. The message is one sentence on what is wrong and one on what to
 * do; no secret is ever in it.
 */
public class SshException extends HostException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Kind {
    /** {@code ~/.ssh/config} or the target says what can't be used. */
    CONFIGURATION,
    NAME_NOT_FOUND,
    REFUSED,
    NO_ROUTE,
    TIMED_OUT,
    HOST_KEY_UNKNOWN,
    HOST_KEY_CHANGED,
    HOST_KEY_REVOKED,
    KEY_REFUSED,
    PASSPHRASE_NEEDED,
    PASSPHRASE_WRONG,
    /** Not readable, not a private key, or open to others. */
    KEY_FILE,
    ALGORITHMS,
    SHELL_RESTRICTED,
    PERL_MISSING,
    FIND_MISSING,
    CHANNEL_REFUSED,
    /** What answers is no SSH server, or breaks the protocol. */
    PROTOCOL,
    LOST
  }

  private final Kind kind;

  SshException(Kind kind, String wrong, String todo) {
    super(wrong + " " + todo);
    this.kind = kind;
  }

  SshException(Kind kind, String wrong, String todo, @Nullable Throwable cause) {
    this(kind, wrong, todo);
    if (cause != null) {
      initCause(cause);
    }
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  @Override
  public String word() {
    return kind.name();
  }

  public Kind kind() {
    return kind;
  }
}
