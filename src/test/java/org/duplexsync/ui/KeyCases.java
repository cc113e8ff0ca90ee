package org.duplexsync.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import org.duplexsync.control.PlanRow;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.activity.Phase;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.table.Slot;
import org.jspecify.annotations.Nullable;

/** Keys that are pressed in a window, and what they are to do: the hands for that. */
abstract class KeyCases extends WindowCase {
  /** Something that brings the window to where a key is pressed. */
  interface Step {
    void run() throws Exception;
  }

  /**
   * @param screen the key that shows the screen it belongs to
   */
  record Case(String screen, String id, Step before, Callable<Boolean> effect) {}

  final List<Case> cases = new ArrayList<>();
  boolean asked;
  int seen;

  final void in(String screen, String id, Step before, Callable<Boolean> effect) {
    cases.add(new Case(screen, id, before, effect));
  }

  /** Hides what lies below the rows, and shows it the next time. */
  final void details(String screen, Step before) {
    in(
        screen,
        "details",
        () -> {
          before.run();
          seen = there("#details-path") ? 1 : 0;
        },
        () -> there("#details-path") == (seen == 0));
  }

  final void untilIdle() {
    waitUntil("idle", () -> model().idle());
  }

  final Optional<Path> askedWhere() {
    asked = true;
    return Optional.empty();
  }

  final void forget() {
    asked = false;
  }

  final boolean there(String query) {
    return robot.lookup(query).queryAll().stream().anyMatch(Node::isVisible);
  }

  final Step count(String call) {
    return () -> {
      untilIdle();
      seen = times(call);
    };
  }

  final Callable<Boolean> grew(String call) {
    return () -> times(call) > seen;
  }

  final int times(String call) {
    return (int) pair.asked.stream().filter(one -> one.startsWith(call)).count();
  }

  final PairModel model() {
    return Objects.requireNonNull(window.job()).currentProperty().get().model();
  }

  // --- in the review

  /** The row is selected, and waits for nothing: the next decision is heard. */
  final Step decided(int row, String choice) {
    return () -> {
      at(row);
      robot.interact(() -> model().decide(List.of(at(row)), new Pick.Reset()));
      waitUntil("reset", () -> isUndecided(row));
      count("decide " + path(row) + " " + choice).run();
    };
  }

  final Step onRow(int row) {
    return () -> at(row);
  }

  final RelPath at(int row) {
    untilIdle();
    waitUntil(
        "all rows",
        () -> table().getItems().size() == 10 && table().getItems().get(row).row() != null);
    robot.interact(() -> {
      table().requestFocus();
      table().getSelectionModel().clearAndSelect(row);
    });
    return RelPath.of(path(row));
  }

  final @Nullable PlanRow row(int row) {
    return table().getItems().get(row).row();
  }

  final boolean isUndecided(int row) {
    PlanRow shown = row(row);
    return shown != null && shown.decision() == null;
  }

  final String path(int row) {
    PlanRow shown = row(row);
    return shown == null ? "" : shown.item().path().toString();
  }

  final int selectedIndex() {
    return table().getSelectionModel().getSelectedIndex();
  }

  final boolean focused(String query) {
    return robot.lookup(query).queryAll().contains(window.scene().getFocusOwner());
  }

  // --- in the trees

  final TableView<Object> tree() {
    return robot.lookup("#tree-table").queryTableView();
  }

  final int treeIndex() {
    return tree().getSelectionModel().getSelectedIndex();
  }

  final void inTree(int row) {
    untilIdle();
    waitUntil("listed", () -> tree().isVisible() && tree().getItems().size() > row);
    robot.interact(() -> {
      tree().requestFocus();
      tree().getSelectionModel().clearAndSelect(row);
    });
  }

  final Step requested(String call) {
    return () -> {
      inTree(0);
      count(call).run();
    };
  }

  final Step planned(String call) {
    return () -> {
      inTree(0);
      press("Right");
      waitUntil("opened", () -> tree().getItems().size() >= 8);
      press("Home");
      press("Right");
      waitUntil("inside", () -> treeIndex() == 1);
      count(call).run();
    };
  }

  // --- in the conflicts

  final ListView<Slot> list() {
    return robot.lookup("#conflict-list").queryListView();
  }

  final int listIndex() {
    return list().getSelectionModel().getSelectedIndex();
  }

  final void inList(int row) {
    untilIdle();
    waitUntil(
        "conflicts",
        () ->
            list().isVisible()
                && list().getItems().size() == 2
                && list().getItems().get(row).row() != null);
    robot.interact(() -> {
      list().requestFocus();
      list().getSelectionModel().clearAndSelect(row);
    });
  }

  final Step inListCount(String call) {
    return () -> {
      inList(1);
      count(call).run();
    };
  }

  // --- live

  final Phase phase() {
    return Objects.requireNonNull(window.job())
        .currentProperty()
        .get()
        .live()
        .phaseProperty()
        .get();
  }

  final void untilLive() {
    pair.live.live(FakeLive.quiet());
    waitUntil("live", () -> phase() == Phase.LIVE);
  }
}
