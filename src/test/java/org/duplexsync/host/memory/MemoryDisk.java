package org.duplexsync.host.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.IdentityHashMap;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;

/**
 * A file system in memory: numbers its nodes, counts its bytes, remembers what was synced. Paths
 * start at its own root. {@link DiskCalls} are the calls on it.
 */
public final class MemoryDisk {
  private final Supplier<Instant> clock;
  private final Duration tick;
  private final DiskEvents events = new DiskEvents();
  private PriorityQueue<Long> free = new PriorityQueue<>();
  private long lastInode = 10;
  private long used;
  private long capacity = Long.MAX_VALUE;
  private int mounted = 1;
  private Node root;
  private Node synced;

  MemoryDisk(Supplier<Instant> clock, Duration tick) {
    this.clock = clock;
    this.tick = tick;
    root = new Node(2, Kind.DIRECTORY);
    root.mode = 0755;
    root.links = 1;
    synced = root.copy(new IdentityHashMap<>());
  }

  Node root() {
    return root;
  }

  DiskEvents events() {
    return events;
  }

  /** Of a file that is told by itself, not by a name. */
  void tell(DiskEvents.What what, Node node) {
    events.tell(what, root, node);
  }

  Duration tick() {
    return tick;
  }

  /**
   * The time a change is stamped with: cut to the tick, but never a whole second, which would say
   * that this file system keeps no fractions.
   */
  Instant stamp() {
    Instant cut = cut();
    return cut.equals(cut.truncatedTo(ChronoUnit.SECONDS)) ? cut.plusNanos(1) : cut;
  }

  private Instant cut() {
    Instant now = clock.get();
    long sinceEpoch = Duration.between(Instant.EPOCH, now).toNanos();
    return now.minusNanos(Math.floorMod(sinceEpoch, Math.max(1, tick.toNanos())));
  }

  public void capacity(long bytes) {
    capacity = bytes;
  }

  public long freeBytes() {
    return Math.max(0, capacity - used);
  }

  public long used() {
    return used;
  }

  Node allocate(Kind kind) {
    Long again = free.poll();
    return new Node(again == null ? ++lastInode : again, kind);
  }

  void release(Node node) {
    if (node.links == 0 && node.handles == 0) {
      used -= node.content.length;
      free.add(node.inode);
    }
  }

  void setContent(Node node, byte[] content, Object about) throws Errno {
    long more = (long) content.length - node.content.length;
    if (more > 0 && more > freeBytes()) {
      throw new Errno("ENOSPC", about);
    }
    used += more;
    node.content = content;
    node.unsynced = true;
    node.mtime = stamp();
    node.ctime = node.mtime;
    tell(DiskEvents.What.WRITTEN_TO, node);
  }

  /** All that was done so far survives power loss. */
  public void sync() {
    settle(root);
    synced = root.copy(new IdentityHashMap<>());
  }

  private static void settle(Node node) {
    node.unsynced = false;
    node.children.values().forEach(MemoryDisk::settle);
  }

  /**
   * What wasn't synced is gone: either all of it, or (as ext4 can) names and attributes are there
   * and some contents are empty.
   */
  void powerLoss(RandomGenerator random) {
    if (random.nextBoolean()) {
      root = synced.copy(new IdentityHashMap<>());
    } else {
      empty(root, random);
      root = root.copy(new IdentityHashMap<>());
    }
    recount();
    sync();
  }

  private static void empty(Node node, RandomGenerator random) {
    if (node.unsynced && random.nextInt(3) > 0) {
      node.content = new byte[0];
    }
    node.children.values().forEach(child -> empty(child, random));
  }

  /** Changes when the power was lost: handles that were open before mean nothing now. */
  int mounted() {
    return mounted;
  }

  /** A copy to go back to with {@link #restore}. */
  public Object snapshot() {
    return root.copy(new IdentityHashMap<>());
  }

  /** The server was put back: everything is as it was at the snapshot. */
  public void restore(Object snapshot) {
    root = ((Node) snapshot).copy(new IdentityHashMap<>());
    recount();
    sync();
    events.tell(DiskEvents.What.PUT_BACK, RelPath.ROOT, root);
  }

  /** A directory alone was put back. */
  public void restore(Object snapshot, RelPath directory) {
    Node source = find((Node) snapshot, directory);
    Node place = find(root, directory);
    place.children.clear();
    source.children.forEach(
        (name, child) -> place.children.put(name, child.copy(new IdentityHashMap<>())));
    recount();
    events.tell(DiskEvents.What.PUT_BACK, directory, place);
  }

  private static Node find(Node from, RelPath path) {
    Node at = from;
    for (Bytes name : Names.of(path)) {
      at = java.util.Objects.requireNonNull(at.children.get(name));
    }
    return at;
  }

  private void recount() {
    mounted++;
    var seen = new IdentityHashMap<Node, Boolean>();
    var numbers = new java.util.HashSet<Long>();
    used = 0;
    count(root, seen, numbers);
    free = new PriorityQueue<>();
    for (long inode = 11; inode <= lastInode; inode++) {
      if (!numbers.contains(inode)) {
        free.add(inode);
      }
    }
  }

  private void count(Node node, IdentityHashMap<Node, Boolean> seen, java.util.Set<Long> numbers) {
    if (seen.put(node, true) == null) {
      used += node.content.length;
      numbers.add(node.inode);
      lastInode = Math.max(lastInode, node.inode);
      node.children.values().forEach(child -> count(child, seen, numbers));
    }
  }
}
