package org.duplexsync.host.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Lease;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeException.Cause;
import org.duplexsync.host.TreeFacts;
import org.duplexsync.host.Witness;
import org.duplexsync.model.Kind;
import org.jspecify.annotations.Nullable;

/** The small files of a pair on a machine: lease and witness. */
final class Notes {
  private final MemoryHost host;
  private final Places places;
  private final DiskCalls calls;

  Notes(MemoryHost host, Places places) {
    this.host = host;
    this.places = places;
    this.calls = new DiskCalls(host.machine().disk(), host.account());
  }

  TreeFacts facts() {
    Node root;
    try {
      root = calls.lookup(places.root());
    } catch (Errno e) {
      throw new IllegalStateException(e);
    }
    return new TreeFacts(
        "/" + places.root(),
        1,
        root.inode,
        "memory",
        "/" + places.stages(),
        "/" + places.versions(),
        host.machine().disk().tick(),
        true,
        true,
        true,
        false,
        false,
        false,
        host.machine().disk().freeBytes(),
        Long.MAX_VALUE,
        List.of(),
        host.account().may(root, Account.WRITE),
        List.of());
  }

  Lease lease(String owner) throws TreeException, HostException {
    String[] before = read("lease").split("\n", 2);
    String previous = before.length < 2 ? "" : before[1];
    if (!host.machine().lock(places.spec().root(), host)) {
      throw new TreeException(Cause.LEASE_HELD, "another engine works here: " + previous);
    }
    long epoch = before[0].isEmpty() ? 1 : Long.parseLong(before[0]) + 1;
    write("lease", epoch + "\n" + owner);
    return new Lease(epoch, previous);
  }

  void checkEpoch(long epoch) throws TreeException, HostException {
    boolean current = read("lease").startsWith(epoch + "\n");
    if (!current || !host.machine().holds(places.spec().root(), host)) {
      throw new TreeException(Cause.EPOCH_STALE, "another engine has taken over");
    }
  }

  @Nullable Witness witness() throws HostException {
    String[] text = read("witness").split("\n", 2);
    return text.length < 2 ? null : new Witness(text[1], Long.parseLong(text[0]));
  }

  /** What it has said of a store stands. */
  void advance(Witness witness) throws HostException {
    Witness before = witness();
    if (before == null
        || !before.storeId().equals(witness.storeId())
        || before.generation() <= witness.generation()) {
      write(witness);
    }
  }

  private void write(Witness witness) throws HostException {
    write("witness", witness.generation() + "\n" + witness.storeId());
  }

  private String read(String name) throws HostException {
    try {
      Node node = calls.find(places.note(name));
      return node == null ? "" : new String(node.content, UTF_8);
    } catch (Errno e) {
      throw new HostException(name + " can't be read: " + e.code());
    }
  }

  /** Whole or not at all, and on a full disk too: the space is set aside. */
  private void write(String name, String text) throws HostException {
    try {
      Node node = calls.find(places.note(name));
      if (node == null) {
        node = calls.create(places.note(name), Kind.FILE, 0600);
      }
      node.content = text.getBytes(UTF_8);
    } catch (Errno e) {
      throw new HostException(name + " can't be written: " + e.code());
    }
  }
}
