package org.duplexsync.host.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** What happens on a disk, for those who listen; told in the call that does it. */
final class DiskEvents {
  enum What {
    MADE,
    WRITTEN_TO,
    CLOSED,
    TOUCHED,
    DELETED,
    LEFT,
    CAME,
    PUT_BACK
  }

  /** Told with the disk locked: keeps it and returns. */
  interface Listener {
    /**
     * @param path from the disk's root
     */
    void heard(What what, RelPath path, Node node);
  }

  private final List<Listener> listeners = new ArrayList<>();

  void add(Listener listener) {
    listeners.add(listener);
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  void tell(What what, RelPath path, Node node) {
    List.copyOf(listeners).forEach(listener -> listener.heard(what, path, node));
  }

  /** Of a file that was reached without its name: as in a kernel, only one of its names is told. */
  void tell(What what, Node root, Node node) {
    RelPath path = listeners.isEmpty() ? null : find(root, RelPath.ROOT, node);
    if (path != null) {
      tell(what, path, node);
    }
  }

  private static @Nullable RelPath find(Node at, RelPath path, Node node) {
    if (at == node) {
      return path;
    }
    for (Map.Entry<Bytes, Node> child : at.children.entrySet()) {
      RelPath found = find(child.getValue(), path.child(child.getKey()), node);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
