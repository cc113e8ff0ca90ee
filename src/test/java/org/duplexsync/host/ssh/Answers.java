package org.duplexsync.host.ssh;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator who answers as told and keeps what was asked. */
final class Answers implements SshQuestions {
  final List<UnknownHostKey> hostKeys = new ArrayList<>();
  final List<Path> passphrasesAsked = new ArrayList<>();
  final List<char[]> given = new ArrayList<>();
  private final HostKeyAnswer hostKey;
  private final Deque<String> passphrases = new ArrayDeque<>();

  Answers(HostKeyAnswer hostKey, String... passphrases) {
    this.hostKey = hostKey;
    this.passphrases.addAll(List.of(passphrases));
  }

  @Override
  public HostKeyAnswer unknownHostKey(UnknownHostKey key) {
    hostKeys.add(key);
    return hostKey;
  }

  @Override
  public char @Nullable [] passphrase(Path key, boolean again) {
    if (again != passphrasesAsked.contains(key)) {
      throw new AssertionError("again is " + again);
    }
    passphrasesAsked.add(key);
    String next = passphrases.poll();
    if (next == null) {
      return null;
    }
    char[] secret = next.toCharArray();
    given.add(secret);
    return secret;
  }

  @Override
  public @Nullable List<char[]> prompts(List<Prompt> prompts) {
    return null;
  }
}
