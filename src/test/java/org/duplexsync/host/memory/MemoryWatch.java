package org.duplexsync.host.memory;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.duplexsync.host.HostException;
import org.duplexsync.host.News;
import org.duplexsync.host.News.Hint;
import org.duplexsync.host.NewsFold;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.Watch;
import org.duplexsync.host.WatchSpec;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;

/**
 * Hears each change of the disk at once. Tests may lose, reorder or add news with {@link #through},
 * {@link #overflow} and {@link #end}. With polling, news are those that polls find (names that came
 * and went, never what happened to them), but at once too.
 */
public final class MemoryWatch implements Watch {
  private final MemoryHost host;
  private final Places places;
  private final WatchSpec spec;
  private final NewsFold fold = new NewsFold();
  private final DiskEvents.Listener listener = this::heard;
  private Runnable wake = () -> {};
  private UnaryOperator<List<News>> channel = UnaryOperator.identity();
  private boolean ended;
  private boolean deaf;

  MemoryWatch(MemoryHost host, Places places, WatchSpec spec) {
    this.host = host;
    this.places = places;
    this.spec = spec;
    synchronized (disk()) {
      disk().events().add(listener);
      long directories = count(node(), RelPath.ROOT);
      if (spec.watches() > 0 && directories > spec.watches()) {
        tell(new News.WatchLimit(directories, spec.watches()));
      }
      tell(watching(directories));
    }
  }

  private MemoryDisk disk() {
    return host.machine().disk();
  }

  private Node node() {
    Node at = disk().root();
    for (Bytes name : Names.of(places.root())) {
      at = at.children.getOrDefault(name, new Node(0, Kind.DIRECTORY));
    }
    return at;
  }

  private long count(Node directory, RelPath path) {
    long count = 1;
    for (var child : directory.children.entrySet()) {
      RelPath below = path.child(child.getKey());
      if (child.getValue().isDirectory() && !pruned(below, child.getValue())) {
        count += count(child.getValue(), below);
      }
    }
    return count;
  }

  private News watching(long directories) {
    if (spec.polling()) {
      return new News.Watching(0, polling("as was asked for"));
    }
    return spec.watches() > 0 && directories > spec.watches()
        ? new News.Watching(spec.watches(), polling("there are no more watches"))
        : new News.Watching(directories, null);
  }

  private News.Polling polling(String why) {
    return new News.Polling(spec.shortest(), Duration.ofMillis(1), why);
  }

  private void heard(DiskEvents.What what, RelPath path, Node node) {
    if (ended || deaf) {
      return;
    }
    RelPath root = places.root();
    boolean around = path.equals(root) || path.contains(root);
    if (around) {
      around(what);
    } else if (root.contains(path)) {
      below(what, path.rebase(root, RelPath.ROOT), node);
    }
  }

  /** To the root, or to a directory that it lies in. */
  private void around(DiskEvents.What what) {
    switch (what) {
      case LEFT, DELETED, CAME -> end("the root was moved, replaced or deleted");
      case PUT_BACK -> tell(new News.Below(RelPath.ROOT));
      case MADE, WRITTEN_TO, CLOSED, TOUCHED -> {}
    }
  }

  private void below(DiskEvents.What what, RelPath path, Node node) {
    if (pruned(path, node)) {
      return;
    }
    boolean directory = node.isDirectory();
    boolean nameChanged =
        switch (what) {
          case MADE, CAME, DELETED, LEFT -> true;
          case WRITTEN_TO, CLOSED, TOUCHED, PUT_BACK -> false;
        };
    if (spec.polling() && nameChanged) {
      tell(new News.Inside(Objects.requireNonNull(path.parent())));
    }
    Hint hint =
        switch (what) {
          case MADE -> node.kind == Kind.FILE ? Hint.WRITING : Hint.WRITTEN;
          case WRITTEN_TO -> Hint.WRITING;
          case CLOSED -> Hint.WRITTEN;
          case TOUCHED, PUT_BACK -> Hint.TOUCHED;
          case DELETED, LEFT -> Hint.GONE;
          case CAME -> Hint.ARRIVED;
        };
    if (spec.polling() && hint == Hint.GONE) {
      return;
    }
    if (directory && hint == Hint.ARRIVED && !spec.polling()) {
      tell(new News.Dirty(path, hint));
    }
    boolean whole = directory && hint != Hint.GONE && hint != Hint.TOUCHED;
    tell(
        whole || what == DiskEvents.What.PUT_BACK
            ? new News.Below(path)
            : new News.Dirty(path, spec.polling() ? Hint.WRITTEN : hint));
  }

  private boolean pruned(RelPath path, Node node) {
    TreeSpec tree = places.spec();
    RelPath at = path;
    boolean directory = node.isDirectory();
    while (at != null && !at.isRoot()) {
      boolean named = tree.prunePaths().contains(at) || tree.pruneNames().contains(at.name());
      if (directory && named) {
        return true;
      }
      at = at.parent();
      directory = true;
    }
    return false;
  }

  private void tell(News news) {
    fold.add(news);
    wake.run();
  }

  /** What a test does to the news on their way: called with each batch, gives what arrives. */
  public void through(UnaryOperator<List<News>> onTheWay) {
    channel = onTheWay;
  }

  /** Whether nothing is heard, as while the kernel's queue is full; {@link #overflow} follows. */
  public void deaf(boolean on) {
    synchronized (disk()) {
      deaf = on;
    }
  }

  /** The kernel's queue was full. */
  public void overflow() {
    synchronized (disk()) {
      tell(new News.Overflow());
    }
  }

  public void end(String reason) {
    synchronized (disk()) {
      if (!ended) {
        ended = true;
        disk().events().remove(listener);
        tell(new News.Ended(reason));
      }
    }
  }

  /** The connection is gone: the next poll says so. */
  void lost() {
    synchronized (disk()) {
      disk().events().remove(listener);
      wake.run();
    }
  }

  @Override
  public List<News> poll() throws HostException {
    host.point("watch:poll");
    synchronized (disk()) {
      return fold.isEmpty() ? List.of() : List.copyOf(channel.apply(fold.take()));
    }
  }

  @Override
  public void onNews(Runnable wake) {
    synchronized (disk()) {
      this.wake = wake;
      if (!fold.isEmpty() || host.isLost()) {
        wake.run();
      }
    }
  }

  @Override
  public void close() {
    synchronized (disk()) {
      ended = true;
      disk().events().remove(listener);
      fold.take();
      wake = () -> {};
      host.closed(this);
    }
  }
}
