package org.duplexsync.ui.trees;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.duplexsync.control.Elsewhere;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.FakeLive;
import org.duplexsync.ui.OwnWindowThread;
import org.duplexsync.ui.PagedPair;
import org.duplexsync.ui.SampleRows;
import org.duplexsync.ui.parts.PairModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TreesModelTest {
  private final OwnWindowThread window = new OwnWindowThread();
  private final PagedPair engine = new PagedPair(SampleRows.everyCase());
  private final PairModel pair =
      new PairModel(engine, engine.info(), window.background, "operator:test");
  private final TreesModel model = new TreesModel(pair);

  @BeforeEach
  void start() {
    pair.start();
    window.until("the plan is read", pair::idle);
    model.shown(true);
    window.until("the root is listed", () -> !model.isEmpty() && model.isListed());
  }

  @AfterEach
  void close() {
    pair.close();
    window.close();
  }

  private List<String> paths() {
    return model.rows().stream().map(node -> node.path().toString()).toList();
  }

  private Node node(String path) {
    return model.rows().get(model.indexOf(RelPath.of(path)));
  }

  private void open(String path) {
    model.open(model.indexOf(RelPath.of(path)));
    window.until(path + " is listed", model::isListed);
  }

  private void comparing(RelPath at) {
    engine.publish(new EngineState.Comparing(1, 1, 0, at, FakeLive.SINCE));
    window.until(
        "told",
        () -> model.scanProperty().get().map(now -> Objects.equals(at, now.at())).orElse(false));
  }

  @Test
  void aDirectoryIsListedWhenItIsOpenedAndNotBefore() {
    assertEquals(
        List.of("cgi", "css", "current", "images", "index.html", "js", "private"), paths());
    assertFalse(engine.asked().contains("children images"));
    open("images");
    assertTrue(engine.asked().contains("children images"));
    assertTrue(paths().contains("images/banner.png"));
    model.close(model.indexOf(RelPath.of("images")));
    assertEquals(7, paths().size());
  }

  @Test
  void whatIsOpenedWhileAllIsListedAnewStaysOpen() {
    model.reload();
    model.open(model.indexOf(RelPath.of("images")));
    window.until("listed", model::isListed);
    window.during(java.time.Duration.ofMillis(100));
    assertTrue(paths().contains("images/banner.png"), paths().toString());
  }

  @Test
  void differencesOnlyLeavesOutWhatIsAlike() {
    model.differencesOnlyProperty().set(true);
    window.until("listed", () -> model.isListed() && paths().size() == 5);
    assertEquals(List.of("cgi", "current", "images", "js", "private"), paths());
  }

  @Test
  void bothPlacesOfAMoveNameTheOther() {
    open("js");
    open("js/mod");
    assertEquals(
        new Elsewhere.To(RelPath.of("js/menu.js")), node("js/mod/menu.js").row().elsewhere());
    assertEquals(
        new Elsewhere.From(RelPath.of("js/mod/menu.js")), node("js/menu.js").row().elsewhere());
  }

  @Test
  void foldersAreHollowOneByOneUntilTheScanIsBehindThem() {
    assertFalse(model.isHollow(node("cgi")));
    comparing(RelPath.ROOT);
    assertTrue(model.isHollow(node("cgi")));
    comparing(RelPath.of("css/site.css"));
    assertFalse(model.isHollow(node("cgi")));
    assertTrue(model.isHollow(node("css")));
    assertTrue(model.isHollow(node("images")));
    assertFalse(model.isHollow(node("index.html")), "a file holds nothing");
    comparing(RelPath.of("images.txt"));
    assertTrue(model.isHollow(node("images")), "in byte order it stands before images/");
    engine.publish(new EngineState.Comparing(9, 9, 0, null, FakeLive.SINCE));
    window.until("all was listed", () -> !model.isHollow(node("js")));
    engine.publish(new EngineState.InSync(9, FakeLive.SINCE));
    window.until("over", () -> model.scanProperty().get().isEmpty());
    assertFalse(model.isHollow(node("js")));
  }

  @Test
  void sortedByTimeOrActionEachDirectoryByItself() {
    open("images");
    model.sort(new TreeOrder(TreeOrder.Key.PATH, true));
    window.until("from the end", () -> paths().getFirst().equals("private"));
    int images = model.indexOf(RelPath.of("images"));
    assertEquals("images/tgt-a-new1.png", paths().get(images + 1));
    model.sort(new TreeOrder(TreeOrder.Key.ACTION, false));
    window.until("conflicts first", () -> paths().getFirst().equals("cgi"));
    assertEquals("images/imgfile3.png", paths().get(model.indexOf(RelPath.of("images")) + 1));
    assertEquals(List.of("css", "index.html"), paths().subList(paths().size() - 2, paths().size()));
    model.sort(new TreeOrder(TreeOrder.Key.TIME_A, true));
    window.until("folders first", () -> paths().getLast().equals("index.html"));
    open("cgi");
    List<String> inCgi = paths().stream().filter(path -> path.startsWith("cgi/")).toList();
    assertEquals(
        List.of("cgi/report.pl", "cgi/updatetestfile.cgi", "cgi/status.cgi"),
        inCgi,
        "what is opened later is sorted as well");
  }

  @Test
  void theNextDifferenceAndTheNextNameAreFoundAmongWhatIsShown() {
    assertEquals(2, model.nextDifference(0, 1));
    assertEquals(0, model.nextDifference(2, -1));
    assertEquals(4, model.startingWith("in", 0).orElseThrow());
    assertTrue(model.startingWith("nothing", 0).isEmpty());
  }
}
