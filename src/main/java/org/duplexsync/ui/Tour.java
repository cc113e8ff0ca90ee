package org.duplexsync.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.Questions;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Side;
import org.duplexsync.ui.activity.Phase;
import org.duplexsync.ui.notices.Notice;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.review.ReviewModel;
import org.duplexsync.ui.table.Sieve;

/** Goes through the window as an operator would and takes a picture of each screen. */
final class Tour {
  private final MainWindow window;
  private final Pictures pictures;
  private final Runnable work;

  Tour(MainWindow window, Pictures pictures, Runnable work) {
    this.work = work;
    this.window = window;
    this.pictures = pictures;
  }

  void run() throws IOException {
    Pictures.await("the job is open", () -> window.job() != null);
    Pictures.await("the stored plan is read", () -> model().idle());
    compare();
    pictures.take("review");
    run("trees");
    Pictures.await("the root is listed", () -> !pair().trees().isEmpty());
    Pictures.onWindow(() -> {
      pair().trees().openAll();
      return true;
    });
    Pictures.await("directories are listed", () -> pair().trees().isListed());
    pictures.take("trees");
    run("onlyDifferences");
    Pictures.await("listed again", () -> pair().trees().isListed());
    pictures.take("trees-differences");
    sieve();
    run("review");
    run("toB");
    Pictures.await("a decision stands", this::someDecided);
    pictures.take("review-decided");
    show(Set.of(Bucket.CONFLICT, Bucket.DELETE));
    pictures.take("review-filtered");
    show(Set.of());
    run("conflicts");
    pictures.take("conflicts");
    questions();
    run("review");
    run("keys");
    pictures.take("keys");
    hide();
    run("palette");
    pictures.take("palette");
    hide();
    approve();
    pictures.take("approved");
    Pictures.onWindow(() -> {
      model().compare();
      return true;
    });
    Pictures.await("compared again", () -> model().idle());
    pictures.take("in-sync");
    live();
  }

  /** The trees by what differs, then by what nothing matches. */
  private void sieve() throws IOException {
    Sieve sieve = pair().trees().sieve();
    for (String typed : List.of("is:conflict", "no-such-name")) {
      Pictures.onWindow(() -> {
        sieve.textProperty().set(typed);
        return true;
      });
      Pictures.await("listed again", () -> pair().trees().isListed());
      pictures.take(typed.startsWith("is:") ? "trees-filtered" : "trees-filtered-empty");
    }
    Pictures.onWindow(() -> {
      sieve.clear();
      return true;
    });
  }

  /** What only a person can answer, about the server that is really there. */
  private void questions() throws IOException {
    Questions asks = window.questions();
    String[] key = Files.readAllLines(job().file().resolveSibling("known_hosts")).get(1).split(" ");
    String fingerprint = fingerprint(Base64.getDecoder().decode(key[2]));
    asked("question-host-key", () -> asks.unknownHostKey(host(), key[1], fingerprint));
    asked("question-passphrase", () -> asks.secret("Passphrase for ~/.ssh/id_ed25519"));
  }

  private String host() {
    return pair().words().host(Side.B);
  }

  private static String fingerprint(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void asked(String name, Runnable question) throws IOException {
    Thread asker = Thread.ofVirtual().start(question);
    Pictures.await("asked", pictures::isAsked);
    pictures.take(name);
    pictures.refuse();
    try {
      asker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Really live: what is worked on meanwhile shows up as cause and effect. */
  private void live() throws IOException {
    run("activity");
    pictures.take("not-live");
    run("goLive");
    Pictures.await("live", () -> phase() == Phase.LIVE && pair().model().idle());
    pictures.take("live-quiet");
    work.run();
    Pictures.await("it travelled", () -> pair().live().happened() > 0);
    pictures.take("live");
    run("pause");
    Pictures.await("paused", () -> phase() == Phase.PAUSED);
    pictures.take("live-paused");
    run("quit");
    pictures.take("live-close");
    hide();
    notices();
    run("stopLive");
    Pictures.await("stopped", () -> phase() == Phase.OFF);
  }

  private void notices() throws IOException {
    Pictures.onWindow(() -> {
      window.tell(
          new Notice(
              Notice.Kind.DECISION,
              Text.of("notice.decision", model().info().name(), 2),
              Text.of("notice.decisionText")));
      return true;
    });
    pictures.take("notice");
  }

  private Phase phase() {
    return pair().live().phaseProperty().get();
  }

  /** Every proposal, with the guards read. */
  private void approve() {
    Pictures.onWindow(() -> {
      int halts = model().planProperty().get().map(plan -> plan.halts().size()).orElse(0);
      for (int i = 0; i < halts; i++) {
        model().acknowledge(i);
      }
      model().mode(ApproveMode.ALL);
      return true;
    });
    Pictures.await(
        "it can be approved", () -> model().isCounted() && review().whyNotApprove("") == null);
    Pictures.onWindow(() -> {
      review().approve("");
      return true;
    });
    Pictures.await("approved", () -> model().idle() && model().reportProperty().get().isPresent());
  }

  private void compare() {
    Pictures.onWindow(() -> {
      model().compare();
      return true;
    });
    Pictures.await("compared", () -> model().idle() && !review().rowsProperty().get().isEmpty());
    Pictures.await("counted", () -> model().previewProperty().get().isPresent());
  }

  private boolean someDecided() {
    return review().rowsProperty().get().stream()
        .limit(200)
        .anyMatch(slot -> slot.row() != null && slot.row().decision() != null);
  }

  private void show(Set<Bucket> buckets) {
    Pictures.onWindow(() -> {
      review().show(buckets);
      return true;
    });
  }

  private void run(String command) {
    Pictures.onWindow(() -> {
      window.commands().run(command);
      return true;
    });
  }

  private void hide() {
    Pictures.onWindow(() -> {
      window.overlay().hide();
      return true;
    });
  }

  private PairModel model() {
    return pair().model();
  }

  private ReviewModel review() {
    return pair().review();
  }

  private OpenPair pair() {
    return job().currentProperty().get();
  }

  private OpenJob job() {
    OpenJob job = window.job();
    if (job == null) {
      throw new IllegalStateException("no job is open");
    }
    return job;
  }
}
