package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Side;
import org.duplexsync.ui.activity.Phase;
import org.duplexsync.ui.parts.Command;
import org.duplexsync.ui.parts.PairModel;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every key of every command, in one real window: each does what its command says. */
class WindowCommandsTest extends KeyCases {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  @TestFactory
  Stream<DynamicTest> eachKeyDoesWhatItsCommandSays() {
    waitForRows(10);
    window.exportTo(this::askedWhere);
    window.openFrom(this::askedWhere);
    everywhere();
    review();
    folders();
    trees();
    conflicts();
    live();
    in("Ctrl+2", "quit", () -> {}, () -> !window.scene().getWindow().isShowing());
    Stream<DynamicTest> complete =
        Stream.of(
            DynamicTest.dynamicTest("every command has a case", this::everyCommandHasACase),
            DynamicTest.dynamicTest("the sheet names every command", this::sheetNamesAll),
            DynamicTest.dynamicTest("the palette has what can be done", this::paletteHasAll));
    return Stream.concat(complete, cases.stream().flatMap(this::keys));
  }

  private Stream<DynamicTest> keys(Case one) {
    Command command = command(one.id());
    Stream<DynamicTest> keys =
        command.keys().stream().map(key -> test(one, key.getName(), () -> press(named(key))));
    Stream<DynamicTest> typed =
        command.typed().chars().mapToObj(Character::toString).map(c -> test(one, c, () -> type(c)));
    return Stream.concat(keys, typed);
  }

  private static String named(KeyCombination key) {
    return key.getName();
  }

  private DynamicTest test(Case one, String key, Step press) {
    String name = one.id() + " by " + key + " after " + one.screen();
    return DynamicTest.dynamicTest(
        name,
        () -> {
          press(one.screen());
          one.before().run();
          press.run();
          waitUntil(name, one.effect());
          if (window.overlay().isOpen()) {
            press("Esc");
          }
          if (there("#notice-OUTAGE")) {
            press("Ctrl+B");
          }
        });
  }

  private Command command(String id) {
    return window.commands().all().stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  // --- all of them

  private void everyCommandHasACase() {
    Map<String, Long> have =
        cases.stream().collect(Collectors.groupingBy(Case::id, Collectors.counting()));
    Map<String, Long> are =
        window.commands().all().stream()
            .collect(Collectors.groupingBy(Command::id, Collectors.counting()));
    assertEquals(are, have);
  }

  private void sheetNamesAll() {
    type("?");
    waitUntil("the sheet", () -> robot.lookup("#key-sheet").tryQuery().isPresent());
    Set<String> texts = texts("#key-sheet .label");
    for (Command command : window.commands().all()) {
      assertTrue(texts.contains(command.name()), command.name() + " is not in " + texts);
      assertTrue(texts.contains(command.shownKeys()), command.shownKeys());
    }
    press("Esc");
  }

  private Set<String> texts(String query) {
    return robot.lookup(query).queryAllAs(Label.class).stream()
        .map(Label::getText)
        .collect(Collectors.toSet());
  }

  private void paletteHasAll() {
    for (String screen : List.of("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4")) {
      press(screen);
      Set<String> possible =
          window.commands().all().stream()
              .filter(command -> command.enabled().getAsBoolean())
              .map(Command::id)
              .filter(id -> !id.equals("palette"))
              .collect(Collectors.toSet());
      press("Ctrl+K");
      waitUntil("the palette", () -> robot.lookup("#palette").tryQuery().isPresent());
      ListView<Command> list = robot.lookup("#palette .list-view").queryListView();
      Set<String> offered = list.getItems().stream().map(Command::id).collect(Collectors.toSet());
      assertTrue(offered.containsAll(possible), possible + " in " + screen + ", but " + offered);
      press("Esc");
    }
  }

  // --- everywhere

  private void everywhere() {
    in("Ctrl+2", "palette", () -> {}, () -> there("#palette"));
    in("Ctrl+2", "keys", () -> {}, () -> there("#key-sheet"));
    in("Ctrl+2", "open", this::forget, () -> asked);
    in("Ctrl+2", "export", this::forget, () -> asked);
    in("Ctrl+2", "notices", () -> {}, () -> there("#notice-OUTAGE"));
    in("Ctrl+2", "compare", count("compare"), grew("compare"));
    in(
        "Ctrl+2",
        "cancel",
        () -> {
          untilIdle();
          pair.hold = new CountDownLatch(1);
          press("F5");
          waitUntil("comparing", () -> model().busyProperty().get() == PairModel.Busy.COMPARING);
          seen = times("cancel");
        },
        () -> grew("cancel").call() && model().idle());
    in("Ctrl+2", "trees", this::noHold, () -> there("#tree-table"));
    in("Ctrl+1", "review", () -> {}, () -> there("#review-table"));
    in("Ctrl+2", "activity", () -> {}, () -> there("#not-live-start"));
    in("Ctrl+2", "conflicts", () -> {}, () -> there("#conflict-list"));
  }

  private void noHold() {
    pair.hold = null;
  }

  // --- review

  private void review() {
    in("Ctrl+2", "approve", onRow(0), () -> focused("#approve"));
    in(
        "Ctrl+2",
        "mode",
        () -> robot.interact(() -> model().mode(ApproveMode.SAFE)),
        () -> model().modeProperty().get() == ApproveMode.DECIDED);
    in("Ctrl+2", "next", onRow(3), () -> selectedIndex() == 4);
    in("Ctrl+2", "previous", onRow(3), () -> selectedIndex() == 2);
    in("Ctrl+2", "nextConflict", onRow(0), () -> selectedPath().equals(path(2)));
    in("Ctrl+2", "toB", decided(1, "A_TO_B"), grew("decide cgi/status.cgi A_TO_B"));
    in("Ctrl+2", "toA", decided(1, "B_TO_A"), grew("decide cgi/status.cgi B_TO_A"));
    in("Ctrl+2", "skip", decided(1, "SKIP"), grew("decide cgi/status.cgi SKIP"));
    in(
        "Ctrl+2",
        "keepBoth",
        () -> {
          at(2);
          count("decide cgi/updatetestfile.cgi KEEP_BOTH").run();
        },
        grew("decide cgi/updatetestfile.cgi KEEP_BOTH"));
    in(
        "Ctrl+2",
        "reset",
        () -> {
          at(1);
          type("/");
          count("reset cgi/status.cgi").run();
        },
        grew("reset cgi/status.cgi"));
    in("Ctrl+2", "include", decided(1, "SKIP"), grew("decide cgi/status.cgi SKIP"));
    details("Ctrl+2", onRow(0));
    in("Ctrl+2", "undo", count("undo"), grew("undo"));
    in("Ctrl+2", "redo", count("redo"), grew("redo"));
    in("Ctrl+2", "filter", onRow(0), () -> focused("#filter"));
    in(
        "Ctrl+2",
        "clearFilter",
        () -> {
          TextField field = robot.lookup("#filter").queryAs(TextField.class);
          robot.interact(() -> field.setText("cgi"));
          waitUntil("filtered", () -> table().getItems().size() < 10);
        },
        () -> table().getItems().size() == 10);
    in(
        "Ctrl+2",
        "selectAll",
        onRow(0),
        () -> table().getSelectionModel().getSelectedIndices().size() == 10);
  }

  private void folders() {
    in("Ctrl+2", "folderToB", inFolder("decide in cgi A_TO_B"), grew("decide in cgi A_TO_B"));
    in("Ctrl+2", "folderToA", inFolder("decide in cgi B_TO_A"), grew("decide in cgi B_TO_A"));
    in("Ctrl+2", "folderSkip", inFolder("decide in cgi SKIP"), grew("decide in cgi SKIP"));
    in("Ctrl+2", "folderReset", inFolder("reset in cgi"), grew("reset in cgi"));
    in("Ctrl+2", "folderProposal", inFolder("decide cgi/report"), grew("decide cgi/report"));
    in("Ctrl+2", "folderNewer", inFolder("decide cgi/updatetest"), grew("decide cgi/updatetest"));
  }

  private Step inFolder(String call) {
    return () -> {
      at(1);
      count(call).run();
    };
  }

  // --- trees

  private void trees() {
    in("Ctrl+1", "open-row", () -> inTree(0), () -> tree().getItems().size() == 10);
    in("Ctrl+1", "close-row", () -> inTree(0), () -> tree().getItems().size() == 7);
    in("Ctrl+1", "first-row", () -> inTree(3), () -> treeIndex() == 0);
    in("Ctrl+1", "last-row", () -> inTree(3), () -> treeIndex() == 6);
    in("Ctrl+1", "next", () -> inTree(0), () -> treeIndex() > 0);
    in("Ctrl+1", "previous", () -> inTree(3), () -> treeIndex() < 3);
    in(
        "Ctrl+1",
        "onlyDifferences",
        () -> {
          inTree(0);
          seen = tree().getItems().size();
        },
        () -> tree().getItems().size() != seen);
    in("Ctrl+1", "toB", requested("Copy[path=cgi, from=A]"), grew("Copy[path=cgi, from=A]"));
    in("Ctrl+1", "toA", requested("Copy[path=cgi, from=B]"), grew("Copy[path=cgi, from=B]"));
    in("Ctrl+1", "delete", requested("Delete[path=cgi]"), grew("Delete[path=cgi]"));
    in("Ctrl+1", "exclude", requested("exclude cgi"), grew("exclude cgi"));
    in("Ctrl+1", "skip", planned("decide cgi/report.pl SKIP"), grew("decide cgi/report.pl SKIP"));
    in("Ctrl+1", "reset", planned("reset cgi/report.pl"), grew("reset cgi/report.pl"));
    details("Ctrl+1", () -> inTree(0));
    in("Ctrl+1", "nextConflict", () -> inTree(4), () -> treeIndex() < 4);
    in("Ctrl+1", "filter", () -> inTree(0), () -> focused("#tree-filter"));
    in(
        "Ctrl+1",
        "clearFilter",
        () -> {
          TextField field = robot.lookup("#tree-filter").queryAs(TextField.class);
          robot.interact(() -> field.setText("banner"));
          waitUntil("filtered", () -> tree().getItems().size() == 2);
        },
        () -> tree().getItems().size() > 2);
    in("Ctrl+1", "undo", count("undo"), grew("undo"));
    in("Ctrl+1", "redo", count("redo"), grew("redo"));
  }

  // --- conflicts

  private void conflicts() {
    in("Ctrl+4", "approve", () -> inList(0), () -> !list().equals(window.scene().getFocusOwner()));
    in("Ctrl+4", "next", () -> inList(0), () -> listIndex() == 1);
    in("Ctrl+4", "previous", () -> inList(1), () -> listIndex() == 0);
    in("Ctrl+4", "nextConflict", () -> inList(0), () -> listIndex() == 1);
    String path = "decide cgi/updatetestfile.cgi ";
    in("Ctrl+4", "toB", inListCount(path + "A_TO_B"), grew(path + "A_TO_B"));
    in("Ctrl+4", "toA", inListCount(path + "B_TO_A"), grew(path + "B_TO_A"));
    in("Ctrl+4", "skip", inListCount(path + "SKIP"), grew(path + "SKIP"));
    in("Ctrl+4", "keepBoth", inListCount(path + "KEEP_BOTH"), grew(path + "KEEP_BOTH"));
    String reset = "reset cgi/updatetestfile.cgi";
    in("Ctrl+4", "reset", inListCount(reset), grew(reset));
    in("Ctrl+4", "undo", count("undo"), grew("undo"));
    in("Ctrl+4", "redo", count("redo"), grew("redo"));
    in(
        "Ctrl+4",
        "selectAll",
        () -> inList(0),
        () -> list().getSelectionModel().getSelectedIndices().size() == 2);
  }

  // --- live

  private void live() {
    in("Ctrl+3", "goLive", () -> {}, () -> pair.live.asked.contains("start"));
    in("Ctrl+3", "pause", this::untilLive, () -> phase() == Phase.PAUSED);
    in("Ctrl+3", "resume", () -> {}, () -> phase() == Phase.LIVE);
    in(
        "Ctrl+3",
        "retryNow",
        () -> {
          pair.publish(
              new EngineState.Unreachable(
                  Side.B, "no route to host", FakeLive.SINCE, FakeLive.SINCE.plusSeconds(60), 0));
          waitUntil("away", () -> phase() == Phase.UNREACHABLE);
        },
        () -> pair.live.asked.contains("retryNow"));
    in("Ctrl+3", "stopLive", this::untilLive, () -> pair.live.asked.contains("stop"));
  }
}
