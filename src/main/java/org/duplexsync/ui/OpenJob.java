package org.duplexsync.ui;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.JobControl;
import org.duplexsync.control.LiveControl;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.ui.activity.LiveModel;
import org.duplexsync.ui.conflicts.ConflictsModel;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.review.ReviewModel;
import org.duplexsync.ui.trees.TreesModel;
import org.jspecify.annotations.Nullable;

/** The job that is open in the window, and which of its pairs is shown. */
final class OpenJob implements AutoCloseable {
  /** What was asked of control before the window shows it: none of it on the window's thread. */
  record Loaded(JobControl control, String name, boolean attached, List<LoadedPair> pairs) {
    record LoadedPair(PairControl control, PairInfo info, @Nullable LiveControl live) {
      static LoadedPair of(PairControl pair) {
        return new LoadedPair(pair, pair.info(), liveOf(pair));
      }

      private static @Nullable LiveControl liveOf(PairControl pair) {
        try {
          return pair.live();
        } catch (UnsupportedOperationException _) {
          return null;
        }
      }
    }

    static Loaded of(JobControl job) throws ControlException {
      return new Loaded(
          job, job.name(), job.attached(), job.pairs().stream().map(LoadedPair::of).toList());
    }
  }

  /** Where a job lies, and where its state. */
  record Place(Path file, Path state) {}

  private final Loaded loaded;
  private final Place place;
  private final String by = "operator:" + System.getProperty("user.name", "unknown");
  private boolean closed;
  private final List<OpenPair> pairs;
  private final ReadOnlyObjectWrapper<OpenPair> current;

  OpenJob(Loaded loaded, Place place, Background background, InstantSource clock, ZoneId zone) {
    this.loaded = loaded;
    this.place = place;
    pairs =
        loaded.pairs().stream()
            .map(pair -> {
              PairModel model = new PairModel(pair.control(), pair.info(), background, by);
              Words words = new Words(pair.info(), clock, zone);
              return new OpenPair(
                  model,
                  words,
                  new ReviewModel(model, words),
                  new TreesModel(model),
                  new ConflictsModel(new ReviewModel(model, words)),
                  new LiveModel(model, pair.live(), clock, by));
            })
            .toList();
    current = new ReadOnlyObjectWrapper<>(pairs.getFirst());
    pairs.forEach(pair -> pair.model().start());
  }

  String name() {
    return loaded.name();
  }

  /** The engines run in another process, and go on without this window. */
  boolean attached() {
    return loaded.attached();
  }

  List<OpenPair> pairs() {
    return pairs;
  }

  ReadOnlyObjectProperty<OpenPair> currentProperty() {
    return current.getReadOnlyProperty();
  }

  void show(OpenPair pair) {
    current.set(pair);
  }

  Path file() {
    return place.file();
  }

  Path state() {
    return place.state();
  }

  /** The pairs that nothing would travel between any more if this window let go of them. */
  List<OpenPair> live() {
    return loaded.attached()
        ? List.of()
        : pairs.stream().filter(pair -> pair.live().phaseProperty().get().on()).toList();
  }

  /** Ends live mode with nothing half done, and closes: not on the window's thread. */
  void letGo() throws ControlException {
    try {
      for (Loaded.LoadedPair pair : loaded.pairs()) {
        LiveControl live = pair.live();
        if (live != null) {
          live.stop(by);
        }
      }
    } finally {
      close();
    }
  }

  /** Waits for the engine to let go: not on the window's thread. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    pairs.forEach(pair -> pair.model().close());
    loaded.control().close();
  }
}
