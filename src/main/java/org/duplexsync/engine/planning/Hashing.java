package org.duplexsync.engine.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.Waiting;
import org.duplexsync.host.Expected;
import org.duplexsync.host.Hashed;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Tree;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Sha256;
import org.duplexsync.model.Side;
import org.duplexsync.store.HashCache;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/** Hashes of one pair's files, each read once as long as it is the same file. */
final class Hashing {
  private static final String BOOT = "hashes.boot.";
  private static final long KEPT_RUNS = 1_000;

  private final Link link;
  private final Waiting waiting;
  private final HashCache cache;
  private final long run;

  private Hashing(Link link, Waiting waiting, HashCache cache, long run) {
    this.link = link;
    this.waiting = waiting;
    this.cache = cache;
    this.run = run;
  }

  /**
   * @param run in which they are taken
   */
  static Hashing of(Link link, Waiting waiting, Store store, String pair, long run) {
    HashCache cache = store.hashes(pair);
    for (Side side : Side.values()) {
      String boot = link.host(side).facts().bootId();
      if (!store.settings(pair).get(BOOT + side).orElse("").equals(boot)) {
        // what a machine lost with its power may look as it did before
        cache.forget(side);
        store.settings(pair).put(BOOT + side, boot);
      }
    }
    return new Hashing(link, waiting, cache, run);
  }

  /** What was taken long ago and is of no use by now goes; not to be done for every look. */
  void forgetOld() {
    cache.forgetBefore(run - KEPT_RUNS);
  }

  Link link() {
    return link;
  }

  /** In the order asked. */
  List<Hashed> hash(Side side, List<Expected> files) throws HostException {
    if (files.isEmpty()) {
      return List.of();
    }
    List<@Nullable Sha256> known = cache.get(side, files.stream().map(Expected::entry).toList());
    var asked = new ArrayList<Expected>();
    for (int i = 0; i < files.size(); i++) {
      if (known.get(i) == null) {
        asked.add(files.get(i));
      }
    }
    return together(files, known, asked.isEmpty() ? List.of() : ask(side, asked));
  }

  private static List<Hashed> together(
      List<Expected> files, List<@Nullable Sha256> known, List<Hashed> answers) {
    var next = answers.iterator();
    var all = new ArrayList<Hashed>();
    for (int i = 0; i < files.size(); i++) {
      Sha256 hash = known.get(i);
      all.add(hash == null ? next.next() : new Hashed.Ok(hash, files.get(i).entry()));
    }
    return all;
  }

  private List<Hashed> ask(Side side, List<Expected> files) throws HostException {
    letTick(link.tree(side), files);
    List<Hashed> answers = link.tree(side).hash(files);
    var found = new ArrayList<HashCache.Known>();
    for (int i = 0; i < files.size(); i++) {
      Entry entry = files.get(i).entry();
      if (answers.get(i) instanceof Hashed.Ok ok) {
        found.add(new HashCache.Known(entry, ok.sha256()));
      }
    }
    if (!found.isEmpty()) {
      cache.put(run, side, found);
    }
    return answers;
  }

  /**
   * A file written within this tick of the clock may be written again without a change of its time
   * stamps: what is hashed after the tick has passed can't.
   */
  private void letTick(Tree tree, List<Expected> files) throws HostException {
    Duration tick = tree.facts().tick();
    Instant since = tree.now().minus(tick);
    boolean young = files.stream().anyMatch(file -> file.entry().id().ctime().isAfter(since));
    if (young) {
      waiting.pass(tick);
    }
  }
}
