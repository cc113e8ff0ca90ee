package org.duplexsync.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.duplexsync.control.JobOpener;
import org.duplexsync.ui.parts.Background;
import org.jspecify.annotations.Nullable;

/** The desktop window. */
public final class Window {
  /** Held here, or its level would be forgotten. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private Window() {}

  /**
   * Opens the window and waits until it is closed. Call it once in a process, not on the JavaFX
   * thread.
   *
   * @param jobFile the job to open; null: the window offers to choose one
   * @param state where state is kept
   * @param headless goes on with a job that is live when the window is closed; null: nothing can
   */
  public static void open(
      JobOpener opener, @Nullable Path jobFile, Path state, @Nullable Headless headless) {
    Background background = new Background(Platform::runLater);
    WindowMemory memory = WindowMemory.load(WindowMemory.defaultFile(), background);
    CountDownLatch closed = new CountDownLatch(1);
    MainWindow window = start(opener, state, background, memory, closed);
    Pictures.onWindow(() -> {
      window.handOverTo(headless);
      window.show(jobFile);
      return true;
    });
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    window.shutDown();
  }

  /**
   * Opens the window on a job, takes a picture of each screen, light and dark, in three sizes, and
   * closes it. What the window remembers is left alone.
   *
   * @param work changes both trees while they are live
   */
  public static void screenshots(
      JobOpener opener, Path jobFile, Path state, Path directory, Runnable work)
      throws IOException {
    Background background = new Background(Platform::runLater);
    WindowMemory memory = WindowMemory.forgetful(background);
    MainWindow window = start(opener, state, background, memory, new CountDownLatch(1));
    Pictures.onWindow(() -> {
      window.show(jobFile);
      return true;
    });
    try {
      new Tour(window, new Pictures(window, directory), work).run();
    } finally {
      Platform.exit();
      window.shutDown();
    }
  }

  /**
   * JavaFX warns of being on the class path, where it works as well, and of others' style sheets.
   */
  private static void quiet() {
    JAVAFX.setLevel(Level.SEVERE);
  }

  static MainWindow start(
      JobOpener opener,
      Path state,
      Background background,
      WindowMemory memory,
      CountDownLatch closed) {
    quiet();
    CompletableFuture<MainWindow> started = new CompletableFuture<>();
    Platform.startup(() -> {
      try {
        Stage stage = new Stage();
        stage.setOnHidden(_ -> closed.countDown());
        started.complete(new MainWindow(stage, opener, state, background, memory));
      } catch (RuntimeException e) {
        started.completeExceptionally(e);
      }
    });
    return started.join();
  }
}
