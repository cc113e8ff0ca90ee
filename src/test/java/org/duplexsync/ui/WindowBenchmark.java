package org.duplexsync.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.duplexsync.control.EngineJob;
import org.duplexsync.control.EnginePair;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.RowQuery;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.PairRules;
import org.duplexsync.engine.PairSpec;
import org.duplexsync.engine.SideSpec;
import org.duplexsync.engine.Sides;
import org.duplexsync.engine.Surroundings;
import org.duplexsync.engine.Together;
import org.duplexsync.engine.Waiting;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Column;
import org.duplexsync.model.Pick;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.PlanState;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Store;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.table.Slot;

/**
 * Measures the window on a real store: opening, filtering, sorting, scrolling and deciding, and its
 * share of the heap. Run by {@code src/bench/window.sh}; prints one line for each figure.
 */
public final class WindowBenchmark {
  private static final String[] FILTERS = {
    "p", "pi", "picture-0012", "00999999", "ext:png 4711", "nothing is named so", "is:conflict 77"
  };

  private final Path state;
  private final int rows;
  private MainWindow window;

  private WindowBenchmark(Path state, int rows) throws Exception {
    this.state = state;
    this.rows = rows;
    try (Store store = Store.open(state, "bench", InstantSource.system())) {
      fill(store);
    }
    Background background = new Background(Platform::runLater);
    Files.createFile(state.resolve("job"));
    CompletableFuture<MainWindow> made = new CompletableFuture<>();
    Platform.startup(() -> {
      Stage stage = new Stage();
      stage.setWidth(1440);
      stage.setHeight(900);
      made.complete(
          new MainWindow(
              stage, (_, _, _) -> job(), state, background, WindowMemory.forgetful(background)));
    });
    window = made.get();
  }

  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    OnDisplay.start();
    Path state = Files.createTempDirectory("duplex-bench");
    try {
      new WindowBenchmark(state, rows).run();
    } finally {
      try (var files = Files.walk(state)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
    System.exit(0);
  }

  private void fill(Store store) {
    SampleRows many = SampleRows.many(rows);
    Plans plans = store.plans("images");
    long plan = plans.begin(1, Column.AT_START, SampleRows.AGREED, Map.of());
    try (var writer = plans.rows(plan).writer()) {
      for (int i = 0; i < rows; i++) {
        writer.add(PlanRow.of(many.at(i)));
      }
    }
    plans.state(plan, PlanState.READY);
  }

  private EngineJob job() {
    Store store = Store.open(state, "bench", InstantSource.system());
    TreeSpec tree = new TreeSpec("images", "/a", null, null, Set.of(), Set.of(), false, false);
    PairSpec spec =
        new PairSpec(
            "images",
            new Sides<>(new SideSpec("a", tree), new SideSpec("b", tree)),
            FilterSet.NONE,
            PairRules.DEFAULT);
    Surroundings surroundings =
        new Surroundings(
            InstantSource.system(),
            ZoneOffset.UTC,
            new Random(1),
            Together.AT_ONCE,
            Waiting.REAL,
            "bench");
    PairEngine engine =
        new PairEngine(
            spec,
            _ -> {
              throw new HostException("nothing is reached here");
            },
            store,
            surroundings);
    PairInfo info = new PairInfo("images", "web@a:/a", "web@b:/b", "a", "b");
    return new EngineJob(
        "bench", List.of(new EnginePair(info, engine, "operator:bench", _ -> {})), store::close);
  }

  private void run() throws Exception {
    long heapBefore = heap();
    say("rows", rows, "");
    long start = System.nanoTime();
    onWindow(() -> {
      window.show(state.resolve("job"));
      return true;
    });
    until(() ->
        window.scene().lookup("#review-table") instanceof TableView<?> t
            && t.getItems().size() == rows
            && rowAt(0));
    say("open: first rows in sight, all counted", since(start), "ms");
    Jumps jumps = new Jumps();
    jumps.run(200, "scroll: ");
    for (String filter : FILTERS) {
      filter(filter);
    }
    filter("");
    decide();
    System.gc();
    say("heap of the window, after all of that", (heap() - heapBefore) >> 20, "MiB");
    CountDownLatch hidden = new CountDownLatch(1);
    Platform.runLater(() -> {
      window.scene().getWindow().hide();
      hidden.countDown();
    });
    hidden.await();
    window.shutDown();
  }

  private TableView<Slot> table() {
    @SuppressWarnings("unchecked")
    TableView<Slot> table = (TableView<Slot>) window.scene().lookup("#review-table");
    return table;
  }

  private boolean rowAt(int index) {
    return table().getItems().get(index).row() != null;
  }

  /** From the change of the text until the rows shown are those of the new filter. */
  private void filter(String text) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int round = 0; round < 7; round++) {
      set("zzz" + round);
      long start = System.nanoTime();
      set(text);
      times.add(since(start));
    }
    times.sort(null);
    int shown = onWindow(() -> table().getItems().size());
    say("filter '" + text + "': " + shown + " rows, fastest of 7", times.getFirst(), "ms");
    say("  median", times.get(3), "ms");
  }

  private void set(String text) throws Exception {
    Object before = onWindow(() -> table().getItems());
    onWindow(() -> {
      ((TextField) window.scene().lookup("#filter")).setText(text);
      return true;
    });
    until(() -> !sameList(before, table().getItems()));
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean sameList(Object one, Object other) {
    return one == other;
  }

  private void decide() throws Exception {
    var job = window.job();
    if (job == null) {
      return;
    }
    var control = job.currentProperty().get().model().control();
    long start = System.nanoTime();
    long decided = control.pick(RowQuery.ALL, Pick.of(Choice.A_TO_B), "operator:bench");
    say("decide " + decided + " rows at once", since(start), "ms");
    start = System.nanoTime();
    control.undo();
    say("take that back", since(start), "ms");
  }

  /** Jumps to places all over the list, and how long the window's thread was busy at most. */
  private final class Jumps {
    private final AtomicLong longest = new AtomicLong();

    void run(int count, String name) throws Exception {
      AnimationTimer pulse =
          new AnimationTimer() {
            private long last;

            @Override
            public void handle(long now) {
              longest.accumulateAndGet(last == 0 ? 0 : now - last, Math::max);
              last = now;
            }
          };
      onWindow(() -> {
        pulse.start();
        return true;
      });
      Random random = new Random(7);
      List<Long> times = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int to = random.nextInt(rows - 40);
        long start = System.nanoTime();
        onWindow(() -> {
          table().scrollTo(to);
          return true;
        });
        until(() -> rowAt(to + 5));
        times.add(since(start));
      }
      onWindow(() -> {
        pulse.stop();
        return true;
      });
      times.sort(null);
      say(name + count + " jumps, rows read, fastest tenth", times.get(count / 10), "ms");
      say(name + "median", times.get(count / 2), "ms");
      say(name + "the slowest of them", times.getLast(), "ms");
      say(name + "longest time between two frames", longest.get() / 1_000_000, "ms");
    }
  }

  private static long since(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static <T> T onWindow(Callable<T> work) throws Exception {
    return Pictures.onWindow(work);
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!onWindow(condition)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not in time");
      }
      Thread.sleep(1);
    }
  }

  private static void say(String what, long figure, String unit) {
    System.out.printf("%-60s %8d %s%n", what, figure, unit);
  }
}
