package org.duplexsync.ui;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.duplexsync.control.JobOpener;
import org.duplexsync.control.Questions;
import org.duplexsync.ui.notices.Desktop;
import org.duplexsync.ui.notices.InWindow;
import org.duplexsync.ui.notices.Notice;
import org.duplexsync.ui.notices.NoticeBell;
import org.duplexsync.ui.notices.Notices;
import org.duplexsync.ui.notices.Watcher;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.parts.Command;
import org.duplexsync.ui.parts.Commands;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/** One stage with a job in it, or a way to open one. */
final class MainWindow {
  private final Stage stage;
  private final JobOpener opener;
  private final Path state;
  private final Background background;
  private final WindowMemory memory;
  private final InstantSource clock;
  private final Questions questions;
  private final Commands commands = new Commands();
  private final BorderPane content = new BorderPane();
  private final Openings openings;
  private final Overlay overlay = new Overlay();
  private final InWindow shownNotices = new InWindow(this::lead);
  private final Scene scene = new Scene(new StackPane(content, shownNotices, overlay), 1180, 760);
  private Supplier<Optional<Path>> exportTo;
  private Supplier<Optional<Path>> openFrom;
  private final Notices notices;
  private final Leaving leaving;
  private @Nullable OpenJob job;
  private boolean closed;

  MainWindow(
      Stage stage, JobOpener opener, Path state, Background background, WindowMemory memory) {
    this.stage = stage;
    this.opener = opener;
    this.state = state;
    this.background = background;
    this.memory = memory;
    this.clock = InstantSource.system();
    exportTo = new ExportChooser(stage);
    openings = new Openings(background);
    openFrom = new JobChooser(stage);
    questions = new DialogQuestions(Platform::runLater, () -> stage);
    commands.listen(scene, () -> !overlay.isOpen());
    Runnable unfollow = Themes.follow(scene);
    stage.addEventHandler(
        WindowEvent.WINDOW_HIDDEN,
        _ -> {
          unfollow.run();
          shownNotices.getChildren().clear();
        });
    stage.setScene(scene);
    stage.setTitle(Text.of("window.title"));
    stage.setMinWidth(880);
    stage.setMinHeight(560);
    new Placement(stage, memory).restore();
    content.getStyleClass().add("window");
    notices = new Notices(memory::get, memory::put, List.of(shownNotices));
    leaving = new Leaving(overlay, background);
    stage.setOnCloseRequest(request -> {
      request.consume();
      leave(this::end);
    });
    background.run(
        () -> Optional.ofNullable(Desktop.find(System.getenv(), background)),
        found -> found.ifPresent(notices::desktop),
        _ -> {});
    general();
  }

  /** To where a notice's cause is shown. */
  private void lead(Notice notice) {
    OpenJob now = job;
    if (now != null) {
      now.pairs().stream()
          .filter(pair -> pair.model().info().name().equals(notice.pair()))
          .findFirst()
          .ifPresent(now::show);
    }
    commands.run(notice.kind() == Notice.Kind.DECISION ? "conflicts" : "activity");
  }

  /** As if it had happened. */
  void tell(Notice notice) {
    notices.accept(notice);
  }

  /** Also when the window is closed while a pair is live. */
  void handOverTo(@Nullable Headless headless) {
    leaving.handOverTo(headless);
  }

  /** Lets go of the job, after asking if something of it is live. */
  private void leave(Runnable then) {
    OpenJob now = job;
    if (now == null || now.live().isEmpty()) {
      then.run();
    } else if (!leaving.isAsking()) {
      leaving.ask(
          now,
          () -> {
            job = null;
            then.run();
          },
          why -> {
            job = null;
            open(now.file());
            notices.accept(
                new Notice(
                    Notice.Kind.STOPPED,
                    Text.of("notice.stopped", now.name()),
                    Text.of("close.failed", why)));
          });
    }
  }

  private void end() {
    stage.hide();
  }

  private void general() {
    commands.clear();
    commands.add(Command.of("palette", () -> overlay.palette(commands), "Ctrl+K"));
    commands.add(Command.of("keys", () -> overlay.keys(commands), "F1", "?"));
    commands.add(Command.of("open", this::choose, "Ctrl+O"));
    commands.add(Command.of("quit", () -> leave(this::end), "Ctrl+Q"));
  }

  void show(@Nullable Path jobFile) {
    if (jobFile == null) {
      put(StartScreen.noJob(memory.recent(), this::choose, this::open));
    } else {
      open(jobFile);
    }
    stage.show();
  }

  private void put(Node node) {
    content.setCenter(node);
  }

  void open(Path jobFile) {
    closeJob();
    general();
    put(StartScreen.opening(jobFile));
    openings.open(
        () -> OpenJob.Loaded.of(opener.open(jobFile, state, questions)),
        loaded -> opened(jobFile, loaded),
        why -> put(StartScreen.failed(jobFile, why, this::choose, () -> open(jobFile))));
  }

  private void opened(Path jobFile, OpenJob.Loaded loaded) {
    if (closed) {
      openings.close(loaded.control()::close);
      return;
    }
    memory.opened(jobFile.toAbsolutePath());
    OpenJob now =
        new OpenJob(
            loaded, new OpenJob.Place(jobFile, state), background, clock, ZoneId.systemDefault());
    job = now;
    stage.setTitle(Text.of("window.titleJob", now.name()));
    commands.add(Command.of("export", this::export, "Ctrl+E"));
    Shell shell = new Shell(now, commands, overlay, memory, clock);
    NoticeBell bell = new NoticeBell(notices);
    shell.addToTop(bell);
    commands.add(Command.of("notices", bell::toggle, "Ctrl+B"));
    for (OpenPair pair : now.pairs()) {
      Watcher.watch(pair.live(), pair.words(), notices);
    }
    put(shell);
    shell.focusRows();
  }

  private void choose() {
    openFrom.get().ifPresent(chosen -> leave(() -> open(chosen)));
  }

  private void export() {
    OpenJob now = job;
    if (now != null) {
      exportTo.get().ifPresent(now.currentProperty().get().model()::export);
    }
  }

  /** Where the plan is exported to, instead of asking. */
  void exportTo(Supplier<Optional<Path>> where) {
    exportTo = where;
  }

  /** Which job is opened, instead of asking. */
  void openFrom(Supplier<Optional<Path>> which) {
    openFrom = which;
  }

  private void closeJob() {
    OpenJob old = job;
    job = null;
    if (old != null) {
      openings.close(old::close);
    }
  }

  /**
   * Ends the job and keeps what is to be remembered; waits for both. Not on the window's thread.
   */
  void shutDown() {
    closed = true;
    memory.saveNow();
    OpenJob old = job;
    if (old != null) {
      old.close();
    }
    background.close();
  }

  @Nullable OpenJob job() {
    return job;
  }

  Overlay overlay() {
    return overlay;
  }

  Questions questions() {
    return questions;
  }

  Commands commands() {
    return commands;
  }

  Scene scene() {
    return scene;
  }
}
