package org.duplexsync.ui;

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
  record Loaded(JobControl control, String name, List<LoadedPair> pairs) {
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
      return new Loaded(job, job.name(), job.pairs().stream().map(LoadedPair::of).toList());
    }
  }

  private final Loaded loaded;
  private final List<OpenPair> pairs;
  private final ReadOnlyObjectWrapper<OpenPair> current;

  OpenJob(Loaded loaded, Background background, InstantSource clock, ZoneId zone) {
    this.loaded = loaded;
    String by = "operator:" + System.getProperty("user.name", "unknown");
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

  List<OpenPair> pairs() {
    return pairs;
  }

  ReadOnlyObjectProperty<OpenPair> currentProperty() {
    return current.getReadOnlyProperty();
  }

  void show(OpenPair pair) {
    current.set(pair);
  }

  /** Waits for the engine to let go: not on the window's thread. */
  @Override
  public void close() {
    pairs.forEach(pair -> pair.model().close());
    loaded.control().close();
  }
}
