package org.duplexsync.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.duplexsync.control.EngineJob;
import org.duplexsync.control.EnginePair;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.Told;
import org.duplexsync.engine.PairEngine;
import org.duplexsync.engine.pair.PairRules;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.SideSpec;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.engine.pair.Together;
import org.duplexsync.engine.pair.Waiting;
import org.duplexsync.filter.FilterSet;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.model.Column;
import org.duplexsync.model.PlanRow;
import org.duplexsync.model.PlanState;
import org.duplexsync.store.Plans;
import org.duplexsync.store.Store;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.parts.PairModel;
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
  private final AtomicReference<EngineJob> made = new AtomicReference<>();
  private MainWindow window;

  private WindowBenchmark(Path state, int rows) throws Exception {
    this.state = state;
    this.rows = rows;
    try (Store store = Store.open(state, "bench", InstantSource.system())) {
      fill(store);
    }
    Background background = new Background(Platform::runLater);
    Files.createFile(state.resolve("job"));
    CompletableFuture<MainWindow> shown = new CompletableFuture<>();
    Platform.startup(() -> {
      Stage stage = new Stage();
      stage.setWidth(1440);
      stage.setHeight(900);
      shown.complete(
          new MainWindow(
              stage, (_, _, _) -> job(), state, background, WindowMemory.forgetful(background)));
    });
    window = shown.get();
  }

  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    OnDisplay.start();
    Path state = Files.createTempDirectory("duplex-bench");
    try {
      new WindowBenchmark(state, rows).run();
    } finally {
      Platform.exit(); // or the window's thread would go on after a failure
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
    EngineJob job =
        new EngineJob(
            "bench",
            List.of(new EnginePair(info, engine, "operator:bench", _ -> () -> false, Told.NOBODY)),
            store::close);
    made.set(job);
    return job;
  }

  private void run() throws Exception {
    long heapBefore = heap();
    say("rows", rows, "");
    long cpu = cpu();
    long start = System.nanoTime();
    onWindow(() -> {
      window.show(state.resolve("job"));
      return true;
    });
    until(this::opened);
    say("first opening, start of the window included", since(start), "ms");
    say("  CPU time of all threads", (cpu() - cpu) / 1_000_000, "ms");
    jumpTo(rows / 2);
    say("  until a row in the middle is read", since(start), "ms");
    openAgain();
    Frames frames = new Frames();
    jumps(200);
    frames.say("scroll: ");
    for (String filter : FILTERS) {
      filter(filter);
    }
    filter("");
    decide();
    say("heap of the window, after all of that", (heap() - heapBefore) >> 20, "MiB");
    onWindow(() -> {
      window.scene().getWindow().hide();
      return true;
    });
    window.shutDown();
  }

  private boolean opened() {
    return window.scene().lookup("#review-table") instanceof TableView<?> t
        && t.isVisible()
        && t.getItems().size() == rows
        && rowAt(0);
  }

  /** The plan is there and the program has warmed up: what an operator waits for. */
  private void openAgain() throws Exception {
    List<Long> times = new ArrayList<>();
    List<Long> work = new ArrayList<>();
    for (int round = 0; round < 7; round++) {
      EngineJob before = made.get();
      long cpu = cpu();
      long start = System.nanoTime();
      onWindow(() -> {
        window.open(state.resolve("job"));
        return true;
      });
      until(() -> !sameList(before, made.get()) && opened());
      times.add(since(start));
      work.add((cpu() - cpu) / 1_000_000);
      jumpTo(rows / 2);
    }
    times.sort(null);
    work.sort(null);
    say("open: first rows in sight, all counted, fastest of 7", times.getFirst(), "ms");
    say("  median", times.get(3), "ms");
    say("  CPU time of all threads, fastest of 7", work.getFirst(), "ms");
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

  /**
   * Through the window: from the key until the sentence on the button is about what was decided.
   */
  private void decide() throws Exception {
    Frames frames = new Frames();
    for (int round = 1; round <= 3; round++) {
      step("decide all, round " + round, "selectAll", "toA");
      step("take it back, round " + round, "undo");
    }
    frames.say("decide: ");
  }

  private void step(String name, String... commands) throws Exception {
    PairModel model = model();
    Object before = onWindow(() -> model.previewProperty().get());
    long cpu = cpu();
    long start = System.nanoTime();
    onWindow(() -> {
      for (String command : commands) {
        window.commands().run(command);
      }
      return true;
    });
    until(() -> !sameList(before, model.previewProperty().get()) && model.idle());
    say(name, since(start), "ms");
    say("  CPU time of all threads", (cpu() - cpu) / 1_000_000, "ms");
  }

  private void jumpTo(int row) throws Exception {
    onWindow(() -> {
      table().scrollTo(row);
      return true;
    });
    until(() -> rowAt(Math.min(row + 5, rows - 1)));
  }

  /** Jumps to places all over the list. */
  private void jumps(int count) throws Exception {
    Random random = new Random(7);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      jumpTo(random.nextInt(rows - 40));
      times.add(since(start));
    }
    times.sort(null);
    say("scroll: " + count + " jumps, rows read, fastest tenth", times.get(count / 10), "ms");
    say("scroll: median", times.get(count / 2), "ms");
    say("scroll: the slowest of them", times.getLast(), "ms");
  }

  /** How long the window's thread was busy between two frames, and how long they were apart. */
  private static final class Frames {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private final List<Long> busy = new ArrayList<>();
    private final List<Long> apart = new ArrayList<>();
    private final AnimationTimer timer =
        new AnimationTimer() {
          private long last;
          private long worked;

          @Override
          public void handle(long now) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            if (last != 0) {
              apart.add((now - last) / 1_000_000);
              busy.add((cpu - worked) / 1_000_000);
            }
            last = now;
            worked = cpu;
          }
        };

    Frames() throws Exception {
      onWindow(() -> {
        timer.start();
        return true;
      });
    }

    void say(String name) throws Exception {
      onWindow(() -> {
        timer.stop();
        return true;
      });
      busy.sort(null);
      apart.sort(null);
      WindowBenchmark.say(name + "frames", busy.size(), "");
      say(name + "work of the window's thread for a frame", busy);
      say(name + "time between two frames", apart);
    }

    private static void say(String name, List<Long> figures) {
      WindowBenchmark.say(name + ", median", figures.get(figures.size() / 2), "ms");
      WindowBenchmark.say(name + ", 99 %", figures.get(figures.size() * 99 / 100), "ms");
      WindowBenchmark.say(name + ", longest", figures.getLast(), "ms");
    }
  }

  /** Of all threads of this program. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private PairModel model() {
    return Objects.requireNonNull(window.job()).currentProperty().get().model();
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
