package org.duplexsync.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.duplexsync.host.HostException;
import org.duplexsync.host.News;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.Watch;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.Transfer;
import org.jspecify.annotations.Nullable;

/** Two equal trees in which nothing but what a test tells happens. */
final class FakePipeline implements Pipeline {
  final List<Places> looked = new ArrayList<>();
  boolean rootMissing;
  int compared;

  /** How many carriages each batch might have started. */
  final List<Integer> lanes = new ArrayList<>();

  /** What the next batch finds to be carried beside. */
  final List<Carriage> toStart = new ArrayList<>();

  /** There is no lane for what the next batches find. */
  boolean postpones;

  /** What the next batches have to look at once more. */
  Again again = Again.NOTHING;

  /** What a test asks while a batch is looked at. */
  Runnable meanwhile = () -> {};

  /** The next batches find a file of which they know not all names. */
  boolean otherNames;

  /** Which compare finds more than it names. */
  int more;

  RelPath agreedDirectory = RelPath.of("nothing agreed");

  /** A guard holds everything. */
  boolean suspends;

  /** What a compare is ended by: a person. */
  boolean cancels;

  /** Which host is gone: nothing but the other one can be watched. */
  @Nullable Side gone;

  /** How long ago it is that a watch of B gave a sign of life. */
  Duration silent = Duration.ZERO;

  /** Something that is not on the disks yet. */
  boolean written;

  int synced;

  /** What a sync ends with. */
  @Nullable Lost lost;

  int lone;
  private final Map<Side, Queue<News>> news = new EnumMap<>(Side.class);
  private boolean open;

  FakePipeline() {
    for (Side side : Side.values()) {
      news.put(side, new ArrayDeque<>());
    }
  }

  void tell(Side side, News... all) {
    queue(side).addAll(List.of(all));
  }

  private Queue<News> queue(Side side) {
    return java.util.Objects.requireNonNull(news.get(side));
  }

  @Override
  public void open() throws Lost {
    if (rootMissing) {
      var cause = new TreeException(TreeException.Cause.ROOT_MISSING, "/srv/root: ENOENT");
      throw new Lost(Side.A, "/srv/root: ENOENT", false, cause);
    }
    if (gone != null) {
      throw new Lost(gone, "no route to host", false, new HostException("no route to host"));
    }
    open = true;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Watch watch(Side side) {
    return told(side, false);
  }

  @Override
  public Watch watchAlone(Side side) throws Lost {
    if (side == gone) {
      throw new Lost(side, "no route to host", false, new HostException("no route to host"));
    }
    lone++;
    return told(side, true);
  }

  private Watch told(Side side, boolean alone) {
    return new Watch() {
      @Override
      public List<News> poll() {
        if (alone && gone == null) {
          return List.of();
        }
        List<News> all = List.copyOf(queue(side));
        queue(side).clear();
        return all;
      }

      @Override
      public Duration silent() {
        return side == Side.B ? silent : Duration.ZERO;
      }

      @Override
      public void onNews(Runnable wake) {}

      @Override
      public void close() {
        lone -= alone ? 1 : 0;
      }
    };
  }

  @Override
  public Whole whole(Why why, Predicate<RelPath> busy, Supplier<DirtySet> heard) {
    compared++;
    return new Whole(suspends, List.of(), compared == more, cancels);
  }

  @Override
  public Batch batch(Places places, Meanwhile meanwhile) {
    looked.add(places);
    this.meanwhile.run();
    this.lanes.add(meanwhile.lanes().large());
    List<Carriage> carriages = List.copyOf(toStart);
    toStart.clear();
    return postpones
        ? Batch.postponed(Again.NOTHING, false, 0)
        : new Batch(again, carriages, false, 0).withOtherNames(otherNames);
  }

  @Override
  public Batch ended(Carriage carriage) {
    return new Batch(Again.NOTHING, List.of(), false, 0);
  }

  @Override
  public boolean isSuspended() {
    return suspends;
  }

  @Override
  public void resume() {}

  @Override
  public boolean agreed(RelPath path) {
    return path.equals(agreedDirectory);
  }

  @Override
  public List<RelPath> directories(Collection<RelPath> paths) {
    return paths.stream().filter(path -> path.equals(agreedDirectory)).toList();
  }

  @Override
  public void sync() throws Lost {
    if (lost != null) {
      throw lost;
    }
    synced++;
    written = false;
  }

  @Override
  public boolean syncDue() {
    return written;
  }

  @Override
  public @Nullable Instant relook() {
    return null;
  }

  @Override
  public long waiting() {
    return 0;
  }

  @Override
  public long failed() {
    return 0;
  }

  @Override
  public long writes() {
    return 0;
  }

  @Override
  public long echoes() {
    return 0;
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public @Nullable Transfer travelling() {
    return null;
  }

  @Override
  public void close() {
    open = false;
  }
}
