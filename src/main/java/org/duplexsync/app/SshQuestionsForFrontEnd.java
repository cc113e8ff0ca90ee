package org.duplexsync.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.control.Questions;
import org.duplexsync.host.ssh.SshQuestions;
import org.jspecify.annotations.Nullable;

/** Passes what a connection asks on to the front end. */
final class SshQuestionsForFrontEnd implements SshQuestions {
  private final Questions questions;

  SshQuestionsForFrontEnd(Questions questions) {
    this.questions = questions;
  }

  @Override
  public HostKeyAnswer unknownHostKey(UnknownHostKey key) {
    String host =
        key.name().equals(key.address()) ? key.name() : key.name() + " (" + key.address() + ")";
    return switch (questions.unknownHostKey(host, key.type(), key.fingerprint())) {
      case ACCEPT_ONCE -> HostKeyAnswer.ACCEPT_ONCE;
      case ACCEPT_AND_REMEMBER -> HostKeyAnswer.ACCEPT_AND_REMEMBER;
      case REFUSE -> HostKeyAnswer.REFUSE;
    };
  }

  @Override
  public char @Nullable [] passphrase(Path key, boolean again) {
    return questions.secret((again ? "Wrong. " : "") + "Passphrase for " + key);
  }

  @Override
  public @Nullable List<char[]> prompts(List<Prompt> prompts) {
    List<char[]> answers = new ArrayList<>();
    for (Prompt prompt : prompts) {
      char[] answer = questions.secret(prompt.destination() + ": " + prompt.text().strip());
      if (answer == null) {
        answers.forEach(given -> java.util.Arrays.fill(given, '\0'));
        return null;
      }
      answers.add(answer);
    }
    return answers;
  }
}
