package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginPromptsTest {
  private static final String[] PASSWORD = {"Password: "};

  private final LoginTrace trace = new LoginTrace();

  @Test
  void whatNobodyAnsweredWasNotEnteredAtAPrompt() {
    var prompts = new LoginPrompts(_ -> null, trace);
    assertFalse(prompts.promptPassword("Password: "));
    assertNull(prompts.promptKeyboardInteractive("b", "", "", PASSWORD, new boolean[1]));
    assertFalse(trace.wasPrompted());
  }

  @Test
  void whatAServerAsksSteersNoTerminal() {
    List<String> shown = new ArrayList<>();
    var prompts =
        new LoginPrompts(
            asked -> {
              asked.forEach(prompt -> shown.addAll(List.of(prompt.instruction(), prompt.text())));
              return null;
            },
            trace);
    String[] odd = {"Pass\u001b[2Jword\u009b31m\u202e: "};
    prompts.promptKeyboardInteractive("b", "na\u0085me", "do\r\nthis", odd, new boolean[1]);
    assertEquals(List.of("na me do this", "Pass [2Jword 31m : "), shown);
  }

  @Test
  void whatWasAnsweredIs() {
    var prompts = new LoginPrompts(_ -> List.of("sesame".toCharArray()), trace);
    String[] answer = prompts.promptKeyboardInteractive("b", "", "", PASSWORD, new boolean[1]);
    assertArrayEquals(new String[] {"sesame"}, answer);
    assertTrue(trace.wasPrompted());
  }
}
