package org.duplexsync.host.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.duplexsync.host.Listing;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;

/** A server: what is there whether or not anybody is connected. */
public final class MemoryMachine {
  private int questions;
  private final String name;
  private final Timeline timeline;
  private final MemoryDisk disk;
  private final Set<MemoryHost> connections = new HashSet<>();
  private final Map<String, MemoryHost> leases = new HashMap<>();
  private Duration skew = Duration.ZERO;
  private final Map<RelPath, Map<String, Map<RelPath, Listing.Item>>> listings = new HashMap<>();
  private int boots = 1;
  private boolean procMounted = true;

  public MemoryMachine(String name, Timeline timeline) {
    this(name, timeline, Duration.ofNanos(1));
  }

  /**
   * @param tick of the file system's time stamps
   */
  public MemoryMachine(String name, Timeline timeline, Duration tick) {
    this.name = name;
    this.timeline = timeline;
    this.disk = new MemoryDisk(this::now, tick);
  }

  public String name() {
    return name;
  }

  /** The kept listings of whoever has its own things at a path. */
  Map<String, Map<RelPath, Listing.Item>> listings(RelPath own) {
    return listings.computeIfAbsent(own, path -> new HashMap<>());
  }

  public MemoryDisk disk() {
    return disk;
  }

  public Instant now() {
    return timeline.instant().plus(skew);
  }

  public void skew(Duration offset) {
    skew = offset;
  }

  Timeline timeline() {
    return timeline;
  }

  public String bootId() {
    return procMounted ? name + "-boot-" + boots : "";
  }

  /** Somebody who works below an absolute path. */
  public MemoryUser user(Account account, String root) {
    return new MemoryUser(disk, account, root);
  }

  /** Makes a directory, with those above it, owned by the account. */
  public void provide(Account account, String path, int mode) {
    try {
      var calls = new DiskCalls(disk, Account.ROOT);
      RelPath at = RelPath.ROOT;
      for (var component : Names.of(Names.absolute(path))) {
        at = at.child(component);
        if (calls.find(at) == null) {
          calls.create(at, Kind.DIRECTORY, 0755);
        }
      }
      Node node = calls.lookup(at);
      calls.chown(node, account.name(), path);
      calls.chgrp(node, account.group(), path);
      calls.chmod(node, mode, path);
    } catch (Errno e) {
      throw new IllegalArgumentException(e);
    }
  }

  public MemoryHost connect(Account account, Hook hook) {
    var host = new MemoryHost(this, account, hook);
    connections.add(host);
    return host;
  }

  /** From now on it can't say which machine it is. */
  public void unmountProc() {
    procMounted = false;
  }

  /** The power goes: connections end, what was not synced may be lost. */
  public void powerLoss(RandomGenerator random) {
    List.copyOf(connections).forEach(MemoryHost::drop);
    disk.powerLoss(random);
    boots++;
  }

  void gone(MemoryHost host) {
    connections.remove(host);
    leases.values().removeIf(holder -> holder == host);
  }

  /** Takes the lock on a root as flock does; false if another connection has it. */
  boolean lock(String root, MemoryHost host) {
    MemoryHost holder = leases.putIfAbsent(root, host);
    return holder == null || holder == host;
  }

  boolean holds(String root, MemoryHost host) {
    return leases.get(root) == host;
  }

  /** Leases end, as of engines that were silent for too long; their connections don't. */
  public void lapse() {
    leases.clear();
  }

  void questioned() {
    questions++;
  }

  /** How often a host asked what its account may not do. */
  public int questions() {
    return questions;
  }
}
