package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.duplexsync.model.EngineState;
import org.duplexsync.ui.parts.Text;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** What only a person can answer while two real SSH servers are reached, asked by the window. */
class WindowQuestionsTest extends RealWindowCase {
  @SuppressWarnings("NullAway.Init")
  private List<String> known;

  @Override
  void prepare() throws Exception {
    super.prepare();
    known = Files.readAllLines(knownHosts());
  }

  private Path knownHosts() {
    return demo.jobFile().resolveSibling("known_hosts");
  }

  private Path key() {
    return demo.jobFile().resolveSibling("operator.key");
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  /** What ssh-keygen says of the two servers' keys. */
  private List<String> fingerprints() throws Exception {
    Path file = directory.resolve("both");
    Files.write(file, known);
    return run("ssh-keygen", "-lf", file.toString())
        .lines()
        .map(line -> line.split(" ")[1])
        .toList();
  }

  /** Words that are not there in full. */
  private List<String> cut() {
    WaitForAsyncUtils.waitForFxEvents();
    return robot
        .lookup(".dialog-pane .label, .dialog-pane .button")
        .queryAllAs(Labeled.class)
        .stream()
        .filter(label ->
            label.lookup(".text") instanceof javafx.scene.text.Text drawn
                && !drawn.getText().equals(label.getText()))
        .map(Labeled::getText)
        .toList();
  }

  private boolean anyDefault() {
    return robot.lookup(".dialog-pane .button").queryAllAs(Button.class).stream()
        .anyMatch(Button::isDefaultButton);
  }

  private void compare() {
    untilOpen();
    press("F5");
  }

  private void untilAsked() {
    waitUntil("asked", () -> robot.lookup(".dialog-pane").tryQuery().isPresent());
  }

  private DialogPane dialog() {
    return robot.lookup(".dialog-pane").queryAs(DialogPane.class);
  }

  private void answer(String key) {
    DialogPane asked = dialog();
    String text = Text.of(key);
    Button button =
        (Button)
            asked.getButtonTypes().stream()
                .filter(type -> type.getText().equals(text))
                .map(asked::lookupButton)
                .findFirst()
                .orElseThrow();
    robot.interact(button::fire);
    waitUntil(
        "answered", () -> asked.getScene() == null || !asked.getScene().getWindow().isShowing());
  }

  private void untilCompared() {
    waitUntil("compared", () -> model().stateProperty().get() instanceof EngineState.InSync);
  }

  private String notes() {
    return robot.lookup(".note .label").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .collect(Collectors.joining("\n"));
  }

  private void untilSaid(String part) {
    waitUntil("said: " + part, () -> notes().contains(part));
    assertFalse(robot.lookup(".dialog-pane").tryQuery().isPresent(), "nothing else is asked");
  }

  // --- host keys

  @Test
  void unknownKeysAreShownByTheirFingerprintsAndRemembered() throws Exception {
    Files.writeString(knownHosts(), "");
    compare();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      untilAsked();
      assertEquals(1, robot.lookup(".dialog-pane").queryAll().size(), "one after the other");
      assertTrue(dialog().getHeaderText().startsWith("Is this really tgt-"));
      assertEquals(List.of(), cut());
      assertFalse(anyDefault(), "Enter trusts nobody");
      shown.add(robot.lookup("#fingerprint").queryAs(TextField.class).getText());
      answer("question.hostKey.remember");
    }
    untilCompared();
    assertEquals(fingerprints().stream().sorted().toList(), shown.stream().sorted().toList());
    assertEquals(2, Files.readAllLines(knownHosts()).size());
  }

  @Test
  void aRefusedKeyIsSaidInPlaceAndNothingIsRemembered() throws Exception {
    Files.write(knownHosts(), known.subList(0, 1));
    compare();
    untilAsked();
    answer("question.hostKey.refuse");
    untilSaid("is not known: it showed");
    assertTrue(notes().contains(fingerprints().get(1)), notes());
    assertEquals(known.subList(0, 1), Files.readAllLines(knownHosts()));
    press("F5");
    untilAsked();
    answer("question.hostKey.once");
    untilCompared();
    assertEquals(known.subList(0, 1), Files.readAllLines(knownHosts()));
  }

  @Test
  void aChangedKeyIsRefusedWithoutAskingAndSaysWhy() throws Exception {
    // each address has the other's key
    List<String> swapped =
        List.of(
            known.get(0).split(" ", 2)[0] + " " + known.get(1).split(" ", 2)[1],
            known.get(1).split(" ", 2)[0] + " " + known.get(0).split(" ", 2)[1]);
    Files.write(knownHosts(), swapped);
    compare();
    untilSaid("has changed, perhaps because someone else answers in its place");
    assertEquals(swapped, Files.readAllLines(knownHosts()));
  }

  // --- passphrases

  private void encrypt() throws Exception {
    run("ssh-keygen", "-q", "-p", "-P", "", "-N", "correct horse", "-f", key().toString());
  }

  private void enter(String passphrase) {
    untilAsked();
    robot.interact(() -> robot.lookup("#secret").queryAs(PasswordField.class).setText(passphrase));
    answer("question.secret.ok");
  }

  @Test
  void aWrongPassphraseIsAskedForAgainAndTheRightOneServesBothServers() throws Exception {
    encrypt();
    compare();
    untilAsked();
    assertEquals("Passphrase for " + key(), dialog().getHeaderText());
    enter("battery staple");
    untilAsked();
    assertEquals("Wrong. Passphrase for " + key(), dialog().getHeaderText());
    enter("correct horse");
    untilCompared();
    assertFalse(robot.lookup(".dialog-pane").tryQuery().isPresent());
  }

  @Test
  void aPassphraseThatIsNotGivenIsSaidInPlace() throws Exception {
    encrypt();
    compare();
    for (int i = 0; i < 2 && !notes().contains("is encrypted"); i++) {
      untilAsked();
      answer("question.secret.cancel");
      waitUntil(
          "what follows",
          () ->
              notes().contains("is encrypted")
                  || robot.lookup(".dialog-pane").tryQuery().isPresent());
    }
    untilSaid("is encrypted and its passphrase was not given");
  }
}
