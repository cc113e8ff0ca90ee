package org.duplexsync.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.CommitProgress;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.parts.PairModel;

/**
 * Run by hand: pictures of what is rarely seen (nothing there, something amiss, half done) into the
 * directory named first.
 */
public final class StatePicturesByHand {
  private final PagedPair pair = new PagedPair(SampleRows.everyCase());
  private final MainWindow window;
  private final Pictures pictures;

  private StatePicturesByHand(MainWindow window, Pictures pictures) {
    this.window = window;
    this.pictures = pictures;
  }

  public static void main(String[] args) throws Exception {
    OnDisplay.start();
    Background background = new Background(Platform::runLater);
    StatePicturesByHand[] self = new StatePicturesByHand[1];
    MainWindow window =
        Window.start(
            (file, _, _) -> {
              if (file.toString().contains("missing")) {
                throw new ControlException("missing.duplex.json: there is no such file.");
              }
              return self[0].pair.job();
            },
            Path.of(args[0]),
            background,
            WindowMemory.forgetful(background),
            new CountDownLatch(1));
    self[0] = new StatePicturesByHand(window, new Pictures(window, Path.of(args[0])));
    self[0].run();
    System.exit(0);
  }

  private void run() throws Exception {
    show(null);
    pictures.take("no-job");
    show(Path.of("missing.duplex.json"));
    pictures.take("no-such-job");
    pair.isNew();
    show(Path.of("web.duplex.json"));
    Pictures.await("the job is open", () -> window.job() != null && model().idle());
    pictures.take("not-compared");
    comparing();
    pair.halts.add(
        new PlanSummary.HaltRow(
            new org.duplexsync.model.Halt.ClockSkew(
                java.time.Duration.ofSeconds(9), java.time.Duration.ofSeconds(2)),
            "240 of 1,200 entries would be deleted on tgt-b: above the limit of 100.",
            false));
    pair.typeDeletes = true;
    compare();
    pictures.take("guard-and-blocked");
    run("conflicts");
    pictures.take("guard-at-conflicts");
    excluding();
    run("review");
    filtered();
    failed();
    away();
    skipped();
  }

  private void comparing() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    pair.hold = gate;
    run("compare");
    Pictures.await("comparing", () -> !model().idle());
    pictures.take("first-compare");
    gate.countDown();
    pair.hold = null;
    Pictures.await("compared", () -> model().idle());
    run("trees");
    Pictures.await("listed", () -> current().trees().isListed() && !current().trees().isEmpty());
    pair.publish(
        new EngineState.Comparing(
            41_201, 41_180, 12, RelPath.of("current"), java.time.Instant.now()));
    Pictures.await("told", () -> model().stateProperty().get() instanceof EngineState.Comparing);
    pictures.take("trees-scanned");
    run("review");
    pair.publish(
        new EngineState.Committing(
            new CommitProgress(41, 98, 81_000_000, 240_000_000, 1),
            java.time.Instant.now().minusSeconds(20)));
    Pictures.await("told", () -> model().stateProperty().get() instanceof EngineState.Committing);
  }

  private void excluding() throws Exception {
    run("trees");
    Pictures.await("listed", () -> current().trees().isListed() && !current().trees().isEmpty());
    Pictures.onWindow(() -> {
      current().trees().sieve().textProperty().set("updatetest");
      return true;
    });
    Thread.sleep(500);
    run("exclude");
    pictures.take("excluding");
    Pictures.onWindow(() -> {
      current().trees().sieve().clear();
      return true;
    });
  }

  private void filtered() throws Exception {
    Pictures.onWindow(() -> {
      current().review().filterProperty().set("ext:zip purple:yes");
      return true;
    });
    Pictures.await("none", () -> current().review().rowsProperty().get().isEmpty());
    pictures.take("filtered-empty");
    run("clearFilter");
  }

  private void failed() throws Exception {
    pair.halts.clear();
    pair.typeDeletes = false;
    compare();
    pair.failing = List.of("images/banner.png", "js/menu.js");
    Pictures.onWindow(() -> {
      model().mode(ApproveMode.ALL);
      return true;
    });
    Pictures.await(
        "ready", () -> model().isCounted() && current().review().whyNotApprove("") == null);
    CountDownLatch gate = new CountDownLatch(1);
    pair.hold = gate;
    Pictures.onWindow(() -> {
      current().review().approve("");
      return true;
    });
    Pictures.await(
        "under way", () -> model().stateProperty().get() instanceof EngineState.Committing);
    pictures.take("committing");
    gate.countDown();
    pair.hold = null;
    Pictures.await("ended", () -> model().idle());
    pictures.take("partly-failed");
  }

  private void away() throws Exception {
    pair.trouble =
        new ControlException(
            "tgt-b: no route to host. Nothing was changed. Is it switched on, and is the network"
                + " there? Try: ssh webmgr@tgt-b");
    run("compare");
    Pictures.await("failed", () -> model().idle());
    pictures.take("away");
    run("trees");
    pictures.take("away-trees");
    pair.trouble = null;
    run("review");
  }

  private void skipped() throws Exception {
    pair.becomes(SampleRows.of(List.of()));
    pair.partial.addAll(List.of("logs: no right to read", "tmp/a", "tmp/b", "tmp/c"));
    compare();
    pictures.take("skipped");
  }

  private void show(@org.jspecify.annotations.Nullable Path job) throws Exception {
    Pictures.onWindow(() -> {
      window.show(job);
      return true;
    });
    Thread.sleep(500);
  }

  private void compare() throws Exception {
    run("compare");
    Pictures.await("compared", () -> model().idle());
  }

  private void run(String command) throws Exception {
    Pictures.onWindow(() -> {
      window.commands().run(command);
      return true;
    });
    Thread.sleep(500);
  }

  private OpenPair current() {
    return Objects.requireNonNull(window.job()).currentProperty().get();
  }

  private PairModel model() {
    return current().model();
  }
}
