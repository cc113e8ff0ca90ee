package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.duplexsync.model.Action;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** A random history of renames, creates and deletes on A, and the actions that bring B after it. */
final class Story {
  private final SplittableRandom random;
  private long inode;
  final ModelTree before = new ModelTree();
  final ModelTree after;

  /** A move onto the name of a directory is no move to reconcile. */
  boolean unlikely;

  private final Map<RelPath, RelPath> directories = new HashMap<>();

  Story(long seed) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < 14; i++) {
      create(before);
    }
    after = before.copy();
    int acts = 1 + random.nextInt(12);
    for (int i = 0; i < acts; i++) {
      act();
    }
  }

  private void create(ModelTree tree) {
    RelPath path = name(tree);
    if (!tree.entries.containsKey(path)) {
      tree.make(path, ModelTree.name(random.nextInt(3) == 0, ++inode));
    }
  }

  private RelPath name(ModelTree tree) {
    List<RelPath> in = new ArrayList<>(List.of(RelPath.ROOT));
    tree.entries.forEach((path, what) -> {
      if (what.startsWith("d") && path.depth() < 4) {
        in.add(path);
      }
    });
    return in.get(random.nextInt(in.size())).child(Bytes.of("" + (char) ('a' + random.nextInt(5))));
  }

  private void act() {
    List<RelPath> all = new ArrayList<>(after.entries.keySet());
    if (all.isEmpty()) {
      return;
    }
    RelPath one = all.get(random.nextInt(all.size()));
    RelPath two = all.get(random.nextInt(all.size()));
    int what = random.nextInt(8);
    if (what == 0) {
      create(after);
    } else if (what == 1) {
      if (after.below(one).isEmpty()) {
        after.remove(one);
      }
    } else if (what < 4) {
      if (!one.equals(two) && !one.contains(two) && !two.contains(one)) {
        after.swap(one, two);
      }
    } else {
      RelPath to = name(after);
      if (!after.entries.containsKey(to) && !one.contains(to)) {
        after.rename(one, to);
      }
    }
  }

  private static Entry entry(String what) {
    long inode = Long.parseLong(what.substring(1));
    return what.startsWith("d") ? Fixtures.directory(inode, 0755) : Fixtures.file(inode, inode);
  }

  /**
   * As reconcile would say it: a directory moves as a whole where nothing else happened below
   * either name, and then nothing below is named; else it is made, its entries move, it is removed.
   */
  Map<RelPath, List<Action>> actions() {
    Map<String, RelPath> old = new HashMap<>();
    before.entries.forEach((path, what) -> old.put(what, path));
    Map<RelPath, List<Action>> actions = new TreeMap<>();
    Map<String, RelPath> now = new HashMap<>();
    after.entries.forEach((path, what) -> now.put(what, path));
    before.entries.forEach((from, what) -> {
      RelPath path = now.get(what);
      if (path != null && !along(from).equals(path) && what.startsWith("d") && whole(from, path)) {
        directories.put(from, path);
      }
    });
    after.entries.forEach((path, what) -> {
      RelPath from = what.startsWith("d") && !moves(old.get(what)) ? null : old.get(what);
      if (from == null || !along(from).equals(path) || directories.containsKey(from)) {
        actions.put(path, action(path, what, from));
      }
    });
    before.entries.forEach((path, what) -> {
      boolean lives = what.startsWith("d") ? moves(path) : after.entries.containsValue(what);
      if (!lives) {
        actions.computeIfAbsent(path, _ -> List.of(new Action.Delete(path, Side.B, entry(what))));
      }
    });
    return actions;
  }

  private List<Action> action(RelPath path, String what, @Nullable RelPath from) {
    String stood = before.entries.get(path);
    Entry target = stood == null ? null : entry(stood);
    if (from != null) {
      boolean leaves =
          stood != null
              && (stood.startsWith("d") ? moves(path) : after.entries.containsValue(stood));
      return move(from, path, entry(what), leaves ? null : target);
    }
    boolean same = what.startsWith("d") && stood != null && stood.startsWith("d") && !moves(path);
    if (same) {
      return List.of();
    }
    Entry entry = entry(what);
    return List.of(
        entry.isDirectory()
            ? new Action.MakeDirectory(path, Side.B, entry, target)
            : new Action.Copy(path, Side.B, entry, target));
  }

  private boolean moves(@Nullable RelPath directory) {
    return directory != null && !along(directory).equals(directory);
  }

  private boolean whole(RelPath from, RelPath to) {
    Map<RelPath, String> moved = new TreeMap<>();
    before.below(from).forEach(path -> moved.put(path.rebase(from, to), before.entries.get(path)));
    Map<RelPath, String> there = new TreeMap<>();
    after.below(to).forEach(path -> there.put(path, after.entries.get(path)));
    return moved.equals(there)
        && after.below(from).isEmpty()
        && before.below(to).isEmpty()
        && !from.contains(to)
        && !to.contains(from);
  }

  private List<Action> move(RelPath from, RelPath path, Entry entry, @Nullable Entry occupant) {
    List<Action> all = new ArrayList<>();
    all.add(new Action.Move(from, path, Side.B, entry));
    if (occupant != null) {
      unlikely |= occupant.isDirectory();
      all.add(new Action.Move(/* from= */ path, /* path= */ from, Side.B, occupant));
      all.add(new Action.Delete(from, Side.B, occupant));
    }
    return all;
  }

  private RelPath along(RelPath path) {
    for (RelPath up = path; up != null && !up.isRoot(); up = up.parent()) {
      RelPath to = directories.get(up);
      if (to != null) {
        return path.rebase(up, to);
      }
    }
    return path;
  }
}
