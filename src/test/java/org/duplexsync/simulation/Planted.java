package org.duplexsync.simulation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Listing;
import org.duplexsync.host.News;
import org.duplexsync.host.Scope;
import org.duplexsync.host.Step;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.Watch;
import org.duplexsync.host.WatchSpec;
import org.duplexsync.model.Entry;
import org.duplexsync.model.IntentBatch;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.store.Intents;
import org.duplexsync.store.Store;

/**
 * Known bugs, made by standing between the engine and what it uses. The simulation is to find each
 * of them; one that it misses is a hole in the simulation.
 */
final class Planted {
  enum Bug {
    NONE,
    /** Events were lost and nothing is looked at because of it. */
    OVERFLOW_FORGOTTEN,
    /** What stands at a place right now is taken for what was planned to be there. */
    CHECK_SKIPPED,
    /** A listing that broke off passes for a complete one. */
    CUT_LISTING_BELIEVED,
    /** What was under way when the engine died is not known at its next start. */
    INTENT_FORGOTTEN,
    /** The same size and time pass for the same content. */
    TIME_TRUSTED
  }

  private final Bug bug;
  private final World world;
  private final Sides<Map<RelPath, Entry>> told = new Sides<>(new HashMap<>(), new HashMap<>());

  Planted(Bug bug, World world) {
    this.bug = bug;
    this.world = world;
  }

  /** Right before an engine opens its store. */
  void beforeStart(Path state) {
    if (bug != Bug.INTENT_FORGOTTEN) {
      return;
    }
    try (Store store = Store.open(state, "job", world.time())) {
      Intents intents = store.intents(World.PAIR);
      intents.open().stream().map(IntentBatch::id).forEach(intents::close);
    }
  }

  Tree tree(Side side, Tree tree) {
    return switch (bug) {
      case NONE, INTENT_FORGOTTEN -> tree;
      case OVERFLOW_FORGOTTEN -> new Deaf(tree);
      case CHECK_SKIPPED -> new Hasty(tree, side);
      case CUT_LISTING_BELIEVED -> new Credulous(tree);
      case TIME_TRUSTED -> new Superficial(tree, told.of(side));
    };
  }

  private static final class Deaf extends PassingTree {
    Deaf(Tree tree) {
      super(tree);
    }

    @Override
    public Watch watch(WatchSpec spec) throws HostException, TreeException {
      Watch watch = tree.watch(spec);
      return new Watch() {
        @Override
        public List<News> poll() throws HostException {
          return watch.poll().stream().filter(news -> !(news instanceof News.Overflow)).toList();
        }

        @Override
        public void onNews(Runnable wake) {
          watch.onNews(wake);
        }

        @Override
        public void close() {
          watch.close();
        }
      };
    }
  }

  private final class Hasty extends PassingTree {
    private final Side side;

    Hasty(Tree tree, Side side) {
      super(tree);
      this.side = side;
    }

    @Override
    public List<StepOutcome> commit(long epoch, List<Step> steps)
        throws HostException, TreeException {
      return tree.commit(epoch, steps.stream().map(this::unchecked).toList());
    }

    private Step unchecked(Step step) {
      return switch (step) {
        case Step.Put put when put.expected() != null ->
            new Step.Put(
                put.path(),
                put.stage(),
                put.staged(),
                now(put.path(), put.expected()),
                put.version(),
                put.hash());
        case Step.Remove remove ->
            new Step.Remove(remove.path(), now(remove.path(), remove.expected()), remove.version());
        default -> step;
      };
    }

    private Entry now(RelPath path, Entry planned) {
      try {
        boolean file =
            world.admin(side).look(path.toString()) instanceof Seen.Present(Entry now)
                && now.kind() == planned.kind()
                && now.isFile();
        return file ? world.admin(side).entry(path.toString()) : planned;
      } catch (org.duplexsync.host.memory.Errno absent) {
        return planned;
      }
    }
  }

  private static final class Credulous extends PassingTree {
    Credulous(Tree tree) {
      super(tree);
    }

    @Override
    public Listing list(Scope scope) throws HostException {
      Listing listing = tree.list(scope);
      return new Listing() {
        @Override
        public Item next() throws HostException {
          Item item = listing.next();
          return item instanceof End(long entries, _, var started, boolean kept)
              ? new End(entries, null, started, kept)
              : item;
        }

        @Override
        public void close() {
          listing.close();
        }
      };
    }
  }

  private static final class Superficial extends PassingTree {
    private final Map<RelPath, Entry> told;

    Superficial(Tree tree, Map<RelPath, Entry> told) {
      super(tree);
      this.told = told;
    }

    private Entry superficial(RelPath path, Entry now) {
      Entry before = told.get(path);
      if (before != null && now.isFile() && now.looksLike(before) && now.mode() == before.mode()) {
        return before;
      }
      told.put(path, now);
      return now;
    }

    @Override
    public List<Seen> look(List<RelPath> paths) throws HostException {
      List<Seen> seen = tree.look(paths);
      return java.util.stream.IntStream.range(0, paths.size())
          .mapToObj(i ->
              seen.get(i) instanceof Seen.Present(Entry entry)
                  ? new Seen.Present(superficial(paths.get(i), entry))
                  : seen.get(i))
          .toList();
    }

    @Override
    public Listing list(Scope scope) throws HostException {
      Listing listing = tree.list(scope);
      return new Listing() {
        @Override
        public Item next() throws HostException {
          Item item = listing.next();
          return item instanceof Found(RelPath path, Entry entry, String closed)
              ? new Found(path, superficial(path, entry), closed)
              : item;
        }

        @Override
        public void close() {
          listing.close();
        }
      };
    }
  }
}
