package org.duplexsync.ui.trees;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.Elsewhere;
import org.duplexsync.model.Bucket;
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

  private long listings() {
    return engine.asked().stream().filter(call -> call.startsWith("children ")).count();
  }

  private void filter(String typed, int rows) {
    model.sieve().textProperty().set(typed);
    window.until(typed + " filtered", () -> model.isListed() && paths().size() == rows);
  }

  @Test
  void aFilterShowsWhatMatchesAndTheWayToItAndListsNothingElse() {
    long before = listings();
    filter("banner", 2);
    assertEquals(List.of("images", "images/banner.png"), paths());
    assertEquals(1, model.matchingProperty().get());
    assertEquals(before + 1, listings(), "one folder on the way");
    assertFalse(engine.asked().contains("children cgi"));
    filter("banne", 2);
    assertEquals(before + 1, listings(), "and that only once");
    model.sieve().clear();
    window.until("all", () -> model.isListed() && paths().size() == 7);
    assertEquals(Node.State.CLOSED, node("images").state(), "nobody opened it");
  }

  @Test
  void aKindOfDifferencesIsCountedInTheFoldersThatLeadToIt() {
    open("cgi");
    open("css");
    model.sieve().toggle(Bucket.CONFLICT);
    window.until("filtered", () -> model.isListed() && paths().size() == 3);
    assertEquals(List.of("cgi", "cgi/report.pl", "cgi/updatetestfile.cgi"), paths());
    assertEquals(Map.of(Bucket.CONFLICT, 2L), node("cgi").row().below());
    model.close(0);
    assertEquals(List.of("cgi"), paths());
    model.sieve().textProperty().set("report");
    window.until("another filter", () -> model.isListed() && paths().size() == 2);
    assertEquals(List.of("cgi", "cgi/report.pl"), paths(), "leads to its match again");
  }

  @Test
  void whatMatchesNothingLeavesNothing() {
    filter("no-such-name", 0);
    assertEquals(0, model.matchingProperty().get());
    assertTrue(model.sieve().isOn());
    model.sieve().clear();
    window.until("all", () -> model.isListed() && paths().size() == 7);
  }

  @Test
  void aServerThatIsAwayDoesNotStopTheFilter() {
    open("cgi");
    engine.fails(new ControlException("tgt-b: no route to host"));
    filter("cgi", 4);
    model.sieve().textProperty().set("images");
    window.until("filtered", () -> model.isListed() && paths().equals(List.of("images")));
    assertEquals(Node.State.CLOSED, node("images").state(), "what is in it was never listed");
    assertEquals("", model.troubleProperty().get());
  }

  @Test
  void foldersWithManyMatchesStayClosed() {
    engine.becomes(SampleRows.many(1000));
    pair.compare();
    window.until("compared", () -> pair.idle() && model.isListed());
    model.sieve().textProperty().set("is:file");
    window.until(
        "filtered", () -> model.isListed() && model.matchingProperty().get() > Listing.FEW);
    assertTrue(model.rows().stream().noneMatch(row -> row.state() == Node.State.OPEN));
  }

  @Test
  void theNextConflictIsAlsoFoundInAClosedFolder() {
    assertEquals(0, VisibleRows.nextConflict(model.rows(), 4), "cgi holds one");
    open("cgi");
    assertEquals(1, VisibleRows.nextConflict(model.rows(), 0));
    assertEquals(3, VisibleRows.nextConflict(model.rows(), 1));
  }

  @Test
  void theNextDifferenceAndTheNextNameAreFoundAmongWhatIsShown() {
    assertEquals(2, VisibleRows.nextDifference(model.rows(), 0, 1));
    assertEquals(0, VisibleRows.nextDifference(model.rows(), 2, -1));
    assertEquals(4, VisibleRows.startingWith(model.rows(), "in", 0).orElseThrow());
    assertTrue(VisibleRows.startingWith(model.rows(), "nothing", 0).isEmpty());
  }
}
