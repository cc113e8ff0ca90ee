package org.duplexsync.host.memory;

import java.time.Instant;
import java.util.List;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;

/** Somebody who works on a machine: the same calls as a program there would make, below a root. */
public final class MemoryUser {
  private final MemoryDisk disk;
  private final DiskCalls calls;
  private final RelPath root;

  MemoryUser(MemoryDisk disk, Account account, String root) {
    this.disk = disk;
    this.calls = new DiskCalls(disk, account);
    this.root = Names.absolute(root);
  }

  /** Writes a file in place, or makes it with mode 0644. */
  public void write(String path, byte[] content) throws Errno {
    synchronized (disk) {
      Node node = calls.find(at(path));
      if (node == null) {
        node = calls.create(at(path), Kind.FILE, 0644);
      }
      if (node.kind != Kind.FILE) {
        throw new Errno("ELOOP", path);
      }
      calls.write(node, content, path);
    }
  }

  /** As editors save: a new file renamed over the old one. */
  public void save(String path, byte[] content) throws Errno {
    RelPath temporary = at(path + ".new~");
    synchronized (disk) {
      Node node = calls.create(temporary, Kind.FILE, 0644);
      calls.write(node, content, path);
      calls.rename(temporary, at(path));
    }
  }

  public void makeDirectory(String path) throws Errno {
    calls.create(at(path), Kind.DIRECTORY, 0755);
  }

  public void symlink(String path, String target) throws Errno {
    calls.symlink(at(path), Bytes.of(target));
  }

  public void link(String from, String to) throws Errno {
    calls.link(at(from), at(to));
  }

  public void other(String path) throws Errno {
    calls.create(at(path), Kind.OTHER, 0644);
  }

  public void delete(String path) throws Errno {
    calls.unlink(at(path));
  }

  public void removeDirectory(String path) throws Errno {
    calls.rmdir(at(path));
  }

  public void deleteAll(String path) throws Errno {
    synchronized (disk) {
      if (!calls.lookup(at(path)).isDirectory()) {
        calls.unlink(at(path));
        return;
      }
      for (Bytes name : calls.names(at(path))) {
        deleteAll(RelPath.of(path).child(name).toString());
      }
      calls.rmdir(at(path));
    }
  }

  public void move(String from, String to) throws Errno {
    calls.rename(at(from), at(to));
  }

  public void exchange(String one, String two) throws Errno {
    calls.exchange(at(one), at(two));
  }

  public void chmod(String path, int mode) throws Errno {
    calls.chmod(calls.lookup(at(path)), mode, path);
  }

  public void chgrp(String path, String group) throws Errno {
    calls.chgrp(calls.lookup(at(path)), group, path);
  }

  public void chown(String path, String owner) throws Errno {
    calls.chown(calls.lookup(at(path)), owner, path);
  }

  public void setTime(String path, Instant mtime) throws Errno {
    calls.utime(calls.lookup(at(path)), mtime, path);
  }

  public byte[] read(String path) throws Errno {
    return calls.read(calls.lookup(at(path)), path).clone();
  }

  public Seen look(String path) throws Errno {
    Node node = calls.find(at(path));
    return node == null ? Seen.ABSENT : new Seen.Present(node.entry());
  }

  public Entry entry(String path) throws Errno {
    return calls.lookup(at(path)).entry();
  }

  public List<Bytes> names(String path) throws Errno {
    return calls.names(at(path));
  }

  /** Opens a file for appending: the handle goes on writing to it wherever its name goes. */
  public Writer open(String path) throws Errno {
    Node node = calls.lookup(at(path));
    calls.account().need(node, Account.WRITE, path);
    return new Writer(node);
  }

  private RelPath at(String path) {
    return Names.join(root, RelPath.of(path));
  }

  /** An open handle. */
  public final class Writer implements AutoCloseable {
    private final Node node;
    private final int mounted = disk.mounted();

    private Writer(Node node) {
      this.node = node;
      node.handles++;
    }

    public void append(byte[] more) throws Errno {
      synchronized (disk) {
        if (mounted != disk.mounted()) {
          throw new Errno("EIO", "the server went down");
        }
        byte[] all = java.util.Arrays.copyOf(node.content, node.content.length + more.length);
        System.arraycopy(more, 0, all, node.content.length, more.length);
        disk.setContent(node, all, node.inode);
      }
    }

    @Override
    public void close() {
      synchronized (disk) {
        if (mounted != disk.mounted()) {
          return;
        }
        node.handles--;
        disk.release(node);
        disk.tell(DiskEvents.What.CLOSED, node);
      }
    }
  }
}
