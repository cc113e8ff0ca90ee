package org.duplexsync.host.ssh;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.duplexsync.host.ssh.SshQuestions.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what a server asks at log-in. JSch wants the answers as strings, so these alone can't
 * be overwritten; they are let go at once.
 */
final class LoginPrompts implements UserInfo, UIKeyboardInteractive {
  private static final int MOST_PROMPTS = 16;
  private static final int LONGEST = 1000;

  private final Function<List<Prompt>, @Nullable List<char[]>> question;
  private final LoginTrace trace;
  private @Nullable String password;

  LoginPrompts(Function<List<Prompt>, @Nullable List<char[]>> question, LoginTrace trace) {
    this.question = question;
    this.trace = trace;
  }

  @Override
  public boolean promptPassword(String message) {
    String[] answers = ask(List.of(new Prompt("", "", printable(message), false)));
    password = answers == null ? null : answers[0];
    return password != null;
  }

  @Override
  @SuppressWarnings("NullAway") // JSch takes null for "given up"
  public String getPassword() {
    String given = password;
    password = null;
    return given;
  }

  @Override
  @SuppressWarnings("NullAway")
  public String[] promptKeyboardInteractive(
      String destination, String name, String instruction, String[] prompt, boolean[] echo) {
    if (prompt.length == 0) {
      return new String[0];
    }
    if (prompt.length > MOST_PROMPTS) {
      return null;
    }
    String said = printable(name + " " + instruction).strip();
    List<Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < prompt.length; i++) {
      prompts.add(new Prompt(destination, said, printable(prompt[i]), echo[i]));
    }
    return ask(prompts);
  }

  private String @Nullable [] ask(List<Prompt> prompts) {
    List<char[]> answers = question.apply(prompts);
    if (answers == null || answers.size() != prompts.size()) {
      return null;
    }
    trace.prompted();
    return answers.stream().map(LoginPrompts::string).toArray(String[]::new);
  }

  private static String string(char[] secret) {
    String text = new String(secret);
    Arrays.fill(secret, '\0');
    return text;
  }

  /** Server's text without what could steer a terminal. */
  private static String printable(String text) {
    String clean = text.replaceAll("[\\p{C}\\u2028\\u2029]+", " ");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
  }

  @Override
  @SuppressWarnings("NullAway")
  public String getPassphrase() {
    return null;
  }

  @Override
  public boolean promptPassphrase(String message) {
    return false;
  }

  @Override
  public boolean promptYesNo(String message) {
    return false;
  }

  @Override
  public void showMessage(String message) {
    // banners are the server's affair
  }
}
