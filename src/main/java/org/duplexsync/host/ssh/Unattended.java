package org.duplexsync.host.ssh;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers when nobody is there to ask. */
final class Unattended implements SshQuestions {
  @Override
  public HostKeyAnswer unknownHostKey(UnknownHostKey key) {
    return HostKeyAnswer.REFUSE;
  }

  @Override
  public char @Nullable [] passphrase(Path key, boolean again) {
    return null;
  }

  @Override
  public @Nullable List<char[]> prompts(List<Prompt> prompts) {
    return null;
  }
}
