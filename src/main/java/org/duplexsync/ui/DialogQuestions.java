package org.duplexsync.ui;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.duplexsync.control.Questions;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/**
 * Asks for host keys and secrets in dialogs: the only two things that can't wait in place. Called
 * on the engine's threads, which wait for the answer; closing the dialog is no.
 */
final class DialogQuestions implements Questions {
  private final Executor windowThread;
  private final ReentrantLock one = new ReentrantLock(true);
  private final Supplier<? extends @Nullable Window> owner;

  DialogQuestions(Executor windowThread, Supplier<? extends @Nullable Window> owner) {
    this.windowThread = windowThread;
    this.owner = owner;
  }

  @Override
  public HostKeyAnswer unknownHostKey(String host, String type, String fingerprint) {
    return ask(() -> hostKey(host, type, fingerprint)).orElse(HostKeyAnswer.REFUSE);
  }

  @Override
  public char @Nullable [] secret(String prompt) {
    return ask(() -> password(prompt)).map(String::toCharArray).orElse(null);
  }

  /** Both servers are reached at once, but a person reads one question after the other. */
  private <T> Optional<T> ask(Supplier<Dialog<T>> dialog) {
    one.lock();
    try {
      return askNow(dialog);
    } finally {
      one.unlock();
    }
  }

  private <T> Optional<T> askNow(Supplier<Dialog<T>> dialog) {
    CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
    windowThread.execute(() -> {
      try {
        Dialog<T> shown = dialog.get();
        shown.setOnHidden(_ -> answer.complete(Optional.ofNullable(shown.getResult())));
        shown.show();
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer.join();
  }

  private Dialog<HostKeyAnswer> hostKey(String host, String type, String fingerprint) {
    Dialog<HostKeyAnswer> dialog = dialog(Text.of("question.hostKey.title"));
    dialog.setHeaderText(Text.of("question.hostKey.header", host));
    TextField key = new TextField(fingerprint);
    key.setEditable(false);
    key.setId("fingerprint");
    key.getStyleClass().add("fingerprint");
    key.setPrefColumnCount(46);
    Label asked = Nodes.label(Text.of("question.hostKey.text", type));
    asked.setWrapText(true);
    VBox content = new VBox(asked, key);
    content.getStyleClass().add("question");
    dialog.getDialogPane().setContent(content);
    dialog.setGraphic(new Icon("server"));
    ButtonType remember = button("question.hostKey.remember", ButtonData.YES);
    ButtonType once = button("question.hostKey.once", ButtonData.OTHER);
    ButtonType refuse = button("question.hostKey.refuse", ButtonData.CANCEL_CLOSE);
    dialog.getDialogPane().getButtonTypes().setAll(remember, once, refuse);
    whole(dialog);
    // trust is given on purpose: Enter gives none
    ((Button) dialog.getDialogPane().lookupButton(remember)).setDefaultButton(false);
    dialog.setOnShown(_ -> key.requestFocus());
    dialog.setResultConverter(pressed ->
        pressed == remember
            ? HostKeyAnswer.ACCEPT_AND_REMEMBER
            : pressed == once ? HostKeyAnswer.ACCEPT_ONCE : HostKeyAnswer.REFUSE);
    return dialog;
  }

  private Dialog<String> password(String prompt) {
    Dialog<String> dialog = dialog(Text.of("question.secret.title"));
    dialog.setHeaderText(prompt);
    PasswordField secret = new PasswordField();
    secret.setId("secret");
    VBox content = new VBox(secret);
    content.getStyleClass().add("question");
    dialog.getDialogPane().setContent(content);
    dialog.setGraphic(new Icon("metadata"));
    ButtonType ok = button("question.secret.ok", ButtonData.OK_DONE);
    ButtonType none = button("question.secret.cancel", ButtonData.CANCEL_CLOSE);
    dialog.getDialogPane().getButtonTypes().setAll(ok, none);
    dialog.setResultConverter(pressed -> pressed == ok ? secret.getText() : null);
    dialog.setOnShown(_ -> secret.requestFocus());
    return dialog;
  }

  /** Buttons are as wide as their words. */
  private static void whole(Dialog<?> dialog) {
    for (ButtonType type : dialog.getDialogPane().getButtonTypes()) {
      Node button = dialog.getDialogPane().lookupButton(type);
      ButtonBar.setButtonUniformSize(button, false);
      ((Button) button).setMinWidth(Region.USE_PREF_SIZE);
    }
  }

  private static ButtonType button(String key, ButtonData data) {
    return new ButtonType(Text.of(key), data);
  }

  private <T> Dialog<T> dialog(String title) {
    Dialog<T> dialog = new Dialog<>();
    dialog.setTitle(title);
    Window window = owner.get();
    if (window != null) {
      dialog.initOwner(window);
      // as the window is dressed, also if the system changes its mind meanwhile
      Bindings.bindContent(
          dialog.getDialogPane().getStylesheets(), window.getScene().getStylesheets());
    }
    return dialog;
  }
}
