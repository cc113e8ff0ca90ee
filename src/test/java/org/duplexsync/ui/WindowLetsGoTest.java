package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.duplexsync.ui.notices.Notice;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.review.ReviewModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxToolkit;

/** A window that was closed leaves nothing behind, whatever was done in it. */
@ExtendWith(OnDisplay.class)
class WindowLetsGoTest {
  private static final List<String> SCREENS =
      List.of("trees", "onlyDifferences", "filter", "activity", "conflicts", "review", "next");

  /** What must go with a window. */
  private record Gone(String what, WeakReference<Object> left) {
    static Gone of(String what, Object held) {
      return new Gone(what, new WeakReference<>(held));
    }
  }

  @Test
  void allOfItIsGivenBack() throws Exception {
    FxToolkit.registerPrimaryStage();
    List<Gone> gone = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      openAndClose(gone);
    }
    Stage other = Pictures.onWindow(WindowLetsGoTest::another);
    untilGone(gone);
    Pictures.onWindow(() -> {
      other.hide();
      return true;
    });
  }

  /** In a window that stays, as an operator has it for weeks. */
  @Test
  void aJobThatIsLeftForAnotherGoesToo() throws Exception {
    FxToolkit.registerPrimaryStage();
    PagedPair pair = new PagedPair(SampleRows.everyCase());
    MainWindow window = opened(pair, new Background(Platform::runLater));
    List<Gone> gone = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      leave(window, gone);
    }
    use(window);
    untilGone(gone);
    Pictures.onWindow(() -> {
      window.scene().getWindow().hide();
      return true;
    });
    window.shutDown();
  }

  private static void leave(MainWindow window, List<Gone> gone) {
    use(window);
    OpenJob before = Objects.requireNonNull(Pictures.onWindow(window::job));
    gone.add(Gone.of("job", before));
    gone.add(Gone.of("review", before.currentProperty().get().review()));
    gone.add(Gone.of("screens", Pictures.onWindow(() -> window.scene().lookup(".shell"))));
    Pictures.onWindow(() -> {
      window.open(Path.of("web.duplex.json"));
      return true;
    });
    Pictures.await("another", () -> window.job() != null && model(window).pair().idle());
  }

  private static void untilGone(List<Gone> gone) {
    List<String> left = List.of("not looked yet");
    for (int i = 0; i < 100 && !left.isEmpty(); i++) {
      System.gc();
      LockSupport.parkNanos(100_000_000);
      Pictures.onWindow(() -> true);
      left = gone.stream().filter(one -> one.left().get() != null).map(Gone::what).toList();
    }
    assertEquals(List.of(), left);
  }

  /** The toolkit itself keeps the window that was in front last. */
  private static Stage another() {
    Stage stage = new Stage();
    stage.setScene(new Scene(new StackPane(), 200, 100));
    stage.show();
    return stage;
  }

  private static MainWindow opened(PagedPair pair, Background background) {
    MainWindow window =
        Pictures.onWindow(() -> {
          MainWindow made =
              new MainWindow(
                  new Stage(),
                  (_, _, _) -> pair.job(),
                  Path.of("/"),
                  background,
                  WindowMemory.forgetful(background));
          made.show(Path.of("web.duplex.json"));
          return made;
        });
    Pictures.await("open", () -> window.job() != null && model(window).pair().idle());
    return window;
  }

  private static void openAndClose(List<Gone> gone) {
    PagedPair pair = new PagedPair(SampleRows.everyCase());
    Background background = new Background(Platform::runLater);
    MainWindow window = opened(pair, background);
    use(window);
    gone.add(Gone.of("stage", window.scene().getWindow()));
    gone.add(Gone.of("scene", window.scene()));
    gone.add(Gone.of("window", window));
    gone.add(Gone.of("job", Pictures.onWindow(window::job)));
    gone.add(Gone.of("background", background));
    Pictures.onWindow(() -> {
      window.scene().getWindow().hide();
      return true;
    });
    window.shutDown();
  }

  private static ReviewModel model(MainWindow window) {
    OpenJob job = window.job();
    assertTrue(job != null);
    return job.currentProperty().get().review();
  }

  private static void use(MainWindow window) {
    for (String screen : SCREENS) {
      run(window, screen);
    }
    for (String over : List.of("keys", "palette")) {
      run(window, over);
      Pictures.onWindow(() -> {
        window.overlay().hide();
        return true;
      });
    }
    run(window, "notices");
    run(window, "notices");
    Pictures.onWindow(() -> {
      window.tell(new Notice(Notice.Kind.OUTAGE, "tgt-b", "no route to host"));
      return true;
    });
    run(window, "compare");
    Pictures.await("compared", () -> model(window).pair().idle());
  }

  private static void run(MainWindow window, String command) {
    Pictures.onWindow(() -> {
      window.commands().run(command);
      window.scene().getRoot().applyCss();
      window.scene().getRoot().layout();
      return true;
    });
  }
}
