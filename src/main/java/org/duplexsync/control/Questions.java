package org.duplexsync.control;

import org.jspecify.annotations.Nullable;

/** What only a person can answer while a host is being reached. */
public interface Questions {
  enum HostKeyAnswer {
    ACCEPT_ONCE,
    ACCEPT_AND_REMEMBER,
    REFUSE
  }

  /**
   * @param fingerprint such as {@code SHA256:...}
   */
  HostKeyAnswer unknownHostKey(String host, String type, String fingerprint);

  /** A secret, never shown; null: no answer. The caller clears the array. */
  char @Nullable [] secret(String prompt);

  /** Nobody to ask: what is unknown is refused. */
  Questions NOBODY =
      new Questions() {
        @Override
        public HostKeyAnswer unknownHostKey(String host, String type, String fingerprint) {
          return HostKeyAnswer.REFUSE;
        }

        @Override
        public char @Nullable [] secret(String prompt) {
          return null;
        }
      };
}
