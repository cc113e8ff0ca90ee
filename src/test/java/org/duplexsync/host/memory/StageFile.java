package org.duplexsync.host.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duplexsync.host.Adopt;
import org.duplexsync.host.StageAsk;
import org.duplexsync.host.StageOutcome;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** Makes things in the stage directory and gives them what their place would have given them. */
final class StageFile {
  private final DiskCalls calls;
  private final Places places;

  StageFile(MemoryHost host, Places places) {
    this.calls = new DiskCalls(host.machine().disk(), host.account());
    this.places = places;
  }

  @Nullable StageOutcome begin(StageAsk ask) {
    try {
      calls.create(places.stage(ask.name()), Kind.FILE, 0600);
      return null;
    } catch (Errno e) {
      return failed(ask, e);
    }
  }

  @Nullable StageOutcome write(StageAsk ask, byte[] content) {
    try {
      calls.write(calls.lookup(places.stage(ask.name())), content, ask.path());
      return null;
    } catch (Errno e) {
      return failed(ask, e);
    }
  }

  /** Gives the staged thing its attributes. */
  StageOutcome complete(StageAsk ask, byte[] content) {
    Entry source = ask.source();
    RelPath stage = places.stage(ask.name());
    try {
      Node node =
          switch (source.kind()) {
            case FILE -> Objects.requireNonNullElseGet(calls.find(stage), () -> missing(stage));
            case SYMLINK -> calls.symlink(stage, Objects.requireNonNull(source.target()));
            case DIRECTORY -> calls.create(stage, Kind.DIRECTORY, 0700);
            case OTHER -> throw new Errno("EINVAL", ask.path());
          };
      if (source.isFile()) {
        calls.write(node, content, ask.path());
      }
      List<String> lost = attributes(node, ask);
      return new StageOutcome.Staged(node.entry(), lost);
    } catch (Errno e) {
      return failed(ask, e);
    }
  }

  /** What another program wrote becomes a staged file if it is what it must be. */
  StageOutcome adopt(RelPath staging, Adopt file) {
    RelPath from = Names.join(staging, file.file());
    try {
      Node node = calls.lookup(from);
      byte[] content = calls.read(node, from);
      if (node.kind != Kind.FILE || !Content.sha256(content).equals(file.sha256())) {
        return new StageOutcome.Failed("what arrived is not what was sent", false);
      }
      calls.renameNoReplace(from, places.stage(file.ask().name()));
      return complete(file.ask(), content);
    } catch (Errno e) {
      return new StageOutcome.Failed(e.getMessage(), false);
    }
  }

  private Node missing(RelPath stage) {
    throw new IllegalStateException("staged file is gone: " + stage);
  }

  private List<String> attributes(Node node, StageAsk ask) throws Errno {
    var lost = new ArrayList<String>();
    Entry source = ask.source();
    String group = groupOf(ask);
    if (group != null && !group.equals(node.group)) {
      try {
        calls.chgrp(node, group, ask.path());
      } catch (Errno e) {
        lost.add("group " + group);
      }
    }
    if (places.spec().setOwners()) {
      calls.chown(node, source.owner(), ask.path());
      calls.chgrp(node, source.group(), ask.path());
    }
    if (node.kind != Kind.SYMLINK) {
      int mode = places.spec().setIds() ? source.mode() : source.mode() & ~06000;
      calls.chmod(node, mode, ask.path());
    }
    calls.utime(node, source.mtime(), ask.path());
    return lost;
  }

  private @Nullable String groupOf(StageAsk ask) throws Errno {
    if (ask.replaces() != null) {
      return ask.replaces().group();
    }
    Node parent = calls.find(places.at(Objects.requireNonNull(ask.path().parent())));
    return parent != null && (parent.mode & 02000) != 0 ? parent.group : null;
  }

  void remove(String name) {
    try {
      removeAll(places.stage(name));
    } catch (Errno e) {
      // it stays until the next discard
    }
  }

  private void removeAll(RelPath path) throws Errno {
    Node node = calls.find(path);
    if (node != null && node.isDirectory()) {
      for (var name : calls.names(path)) {
        removeAll(path.child(name));
      }
      calls.rmdir(path);
    } else if (node != null) {
      calls.unlink(path);
    }
  }

  private StageOutcome failed(StageAsk ask, Errno e) {
    remove(ask.name());
    return new StageOutcome.Failed(e.getMessage(), e.is("ENOSPC"));
  }
}
