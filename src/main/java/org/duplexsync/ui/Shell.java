package org.duplexsync.ui;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.ui.activity.ActivityView;
import org.duplexsync.ui.activity.LiveModel;
import org.duplexsync.ui.conflicts.ConflictsView;
import org.duplexsync.ui.parts.Command;
import org.duplexsync.ui.parts.Commands;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.review.ReviewView;
import org.duplexsync.ui.trees.TreesView;

/** The window with a job in it: top bar, rail, the screen of the pair that is shown. */
final class Shell extends BorderPane {
  private final OpenJob job;
  private final Commands commands;
  private final Rail rail;
  private final TopBar top;
  private final Map<OpenPair, ReviewView> reviews = new LinkedHashMap<>();
  private final Map<OpenPair, TreesView> trees = new LinkedHashMap<>();
  private final Map<OpenPair, ConflictsView> conflicts = new LinkedHashMap<>();
  private final Map<OpenPair, ActivityView> activities = new LinkedHashMap<>();
  private final TroubleLine trouble = new TroubleLine();
  private Screen screen = Screen.REVIEW;

  Shell(OpenJob job, Commands commands, Overlay overlay, WindowMemory memory, InstantSource clock) {
    this.job = job;
    this.commands = commands;
    rail = new Rail(this::show, () -> overlay.keys(commands));
    getStyleClass().add("shell");
    addCommands();
    addLiveCommands();
    top = new TopBar(job, commands);
    setTop(new VBox(top, trouble));
    setLeft(rail);
    for (OpenPair pair : job.pairs()) {
      ReviewView view = new ReviewView(pair.review(), clock, () -> commands.run("export"));
      reviews.put(pair, view);
      Placement.columns("review", view.table().getColumns(), memory);
      Placement.sorting("review", view.table(), memory);
      Placement.details("review", view.details(), memory);
      TreesView tree = new TreesView(pair.trees(), pair.words(), clock);
      trees.put(pair, tree);
      Placement.columns("trees", tree.table().getColumns(), memory);
      Placement.sorting("trees", tree.table(), memory);
      Placement.details("trees", tree.details(), memory);
      ConflictsView waiting = new ConflictsView(pair.conflicts(), () -> show(Screen.REVIEW));
      conflicts.put(pair, waiting);
      commands.addAll(
          waiting.commands(), () -> screen == Screen.CONFLICTS && current().equals(pair));
      ActivityView activity =
          new ActivityView(
              pair.live(), pair.words(), () -> show(Screen.REVIEW), () -> show(Screen.CONFLICTS));
      activities.put(pair, activity);
      commands.addAll(tree.commands(), () -> screen == Screen.TREES && current().equals(pair));
      commands.addAll(view.commands(), () -> screen == Screen.REVIEW && current().equals(pair));
      pair.model().planProperty().addListener((_, _, _) -> badge());
      pair.model().troubleProperty().addListener((_, _, _) -> trouble());
      pair.conflicts().waitingProperty().addListener((_, _, _) -> badge());
    }
    job.currentProperty().addListener((_, _, _) -> show(screen));
    sceneProperty()
        .addListener((_, _, scene) -> {
          if (scene == null) {
            letGo();
          }
        });
    show(Screen.REVIEW);
  }

  /** Nobody looks at this job any more: nothing is asked of its engines. */
  private void letGo() {
    for (OpenPair pair : job.pairs()) {
      pair.trees().shown(false);
      pair.live().shown(false);
    }
  }

  private OpenPair current() {
    return job.currentProperty().get();
  }

  private PairModel model() {
    return current().model();
  }

  private void addCommands() {
    commands.add(Command.of("compare", () -> model().idle(), () -> model().compare(), "F5"));
    commands.add(Command.of("cancel", () -> !model().idle(), () -> model().cancel(), "Esc"));
    commands.add(Command.of("trees", () -> show(Screen.TREES), "Ctrl+1"));
    commands.add(Command.of("review", () -> show(Screen.REVIEW), "Ctrl+2"));
    commands.add(Command.of("activity", () -> show(Screen.ACTIVITY), "Ctrl+3"));
    commands.add(Command.of("conflicts", () -> show(Screen.CONFLICTS), "Ctrl+4"));
  }

  private void addLiveCommands() {
    commands.add(Command.of("goLive", () -> live().canStart(), this::goLive, "Ctrl+L"));
    commands.add(
        Command.of("stopLive", () -> live().canStop(), () -> live().stop(), "Ctrl+Shift+L"));
    commands.add(
        Command.of("pause", () -> live().canPause(), () -> live().pauseOrResume(), "Ctrl+P"));
    commands.add(
        Command.of("resume", () -> live().canResume(), () -> live().pauseOrResume(), "Ctrl+P"));
    commands.add(
        Command.of("retryNow", () -> live().canRetry(), () -> live().retryNow(), "Ctrl+R"));
  }

  private LiveModel live() {
    return current().live();
  }

  private void goLive() {
    live().start();
    show(Screen.ACTIVITY);
  }

  private void show(Screen wanted) {
    screen = wanted;
    rail.select(wanted);
    setCenter(view(wanted));
    for (OpenPair pair : job.pairs()) {
      boolean here = pair.equals(current());
      pair.trees().shown(here && wanted == Screen.TREES);
      pair.live().shown(here && wanted == Screen.ACTIVITY);
    }
    badge();
    trouble();
    focusRows();
  }

  /** The review says it among its notes. */
  private void trouble() {
    trouble.say(screen == Screen.REVIEW ? "" : model().troubleProperty().get());
  }

  private Node view(Screen wanted) {
    return switch (wanted) {
      case TREES -> Objects.requireNonNull(trees.get(current()));
      case REVIEW -> Objects.requireNonNull(reviews.get(current()));
      case ACTIVITY -> Objects.requireNonNull(activities.get(current()));
      case CONFLICTS -> Objects.requireNonNull(conflicts.get(current()));
    };
  }

  private void badge() {
    long conflicts = model().planProperty().get().map(PlanSummary::undecided).orElse(0L);
    rail.badge(Screen.REVIEW, current().conflicts().live() ? 0 : conflicts);
    rail.badge(Screen.CONFLICTS, current().conflicts().waitingProperty().get());
  }

  /** At the end of the top bar. */
  void addToTop(Node node) {
    top.add(node);
  }

  void focusRows() {
    switch (view(screen)) {
      case ReviewView review -> review.focusRows();
      case TreesView tree -> tree.focusRows();
      case ConflictsView waiting -> waiting.focusRows();
      case ActivityView activity -> activity.focusRows();
      default -> {}
    }
  }
}
