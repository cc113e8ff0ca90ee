package org.duplexsync.host.ssh;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only the operator can answer while a connection is made. Called from the thread that
 * connects, never two at once for one {@link SshHosts}; may take as long as it likes.
 */
public interface SshQuestions {
  /** What to do with a key that nobody has seen before. */
  enum HostKeyAnswer {
    ACCEPT_ONCE,
    ACCEPT_AND_REMEMBER,
    REFUSE
  }

  /**
   * A host whose key is not known.
   *
   * @param name the target's name
   * @param address as it would stand in the known_hosts file, such as {@code [web1]:2222}
   * @param type such as {@code ssh-ed25519}
   * @param fingerprint {@code SHA256:...}, as {@code ssh-keygen -l} prints it
   * @param file where the key is written when it is to be remembered
   */
  record UnknownHostKey(String name, String address, String type, String fingerprint, Path file) {}

  /**
   * What the server asks at log-in.
   *
   * @param echo the answer may be shown while it is typed
   */
  record Prompt(String destination, String instruction, String text, boolean echo) {}

  HostKeyAnswer unknownHostKey(UnknownHostKey key);

  /**
   * The passphrase of an encrypted key, which the caller overwrites after use; null for none.
   *
   * @param again the one given before was wrong
   */
  char @Nullable [] passphrase(Path key, boolean again);

  /** One answer for each prompt, which the caller overwrites after use; null to give up. */
  @Nullable List<char[]> prompts(List<Prompt> prompts);

  /** Nobody is there: unknown keys are refused, encrypted keys stay closed. */
  static SshQuestions none() {
    return new Unattended();
  }
}
