package org.duplexsync.host.memory;

import java.util.Objects;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeException.Cause;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;

/** Where a pair's things lie on a machine. */
record Places(TreeSpec spec, RelPath root, RelPath stages, RelPath versions) {
  static Places open(MemoryHost host, TreeSpec spec) throws TreeException {
    var calls = new DiskCalls(host.machine().disk(), host.account());
    RelPath root = Names.absolute(spec.root());
    checkRoot(calls, root, spec.root());
    String base =
        spec.tempDir() == null ? "/home/" + host.account().name() + "/.duplex" : spec.tempDir();
    RelPath temp = Names.absolute(base);
    if (root.contains(temp) || root.equals(temp)) {
      throw new TreeException(Cause.TEMP_DIR_INSIDE_ROOT, base + " lies inside " + spec.root());
    }
    RelPath versions =
        spec.versionsDir() == null
            ? temp.child(Bytes.of("." + spec.pair() + "-versions"))
            : Names.absolute(spec.versionsDir());
    var places = new Places(spec, root, temp.child(Bytes.of("." + spec.pair())), versions);
    try {
      own(calls, temp);
      own(calls, places.stages());
      own(calls, places.waiting());
      own(calls, versions);
    } catch (Errno e) {
      throw new TreeException(Cause.TEMP_DIR_DENIED, base + " can't be used: " + e.code());
    }
    return places;
  }

  private static void checkRoot(DiskCalls calls, RelPath root, String name) throws TreeException {
    try {
      if (!calls.lookup(root).isDirectory()) {
        throw new TreeException(Cause.ROOT_NOT_A_DIRECTORY, name + " is no directory");
      }
      calls.names(root);
    } catch (Errno e) {
      throw new TreeException(
          e.is("EACCES") ? Cause.ROOT_DENIED : Cause.ROOT_MISSING, name + ": " + e.code());
    }
  }

  private static void own(DiskCalls calls, RelPath directory) throws Errno {
    if (calls.find(directory) == null) {
      calls.create(directory, Kind.DIRECTORY, 0700);
    }
  }

  RelPath at(RelPath path) {
    return Names.join(root, path);
  }

  RelPath stage(String name) {
    return stages.child(Bytes.of(name));
  }

  /** Apart from what is staged, so that no clean-up takes it for rubbish. */
  RelPath waiting() {
    return Objects.requireNonNull(stages.parent()).child(Bytes.of("." + spec.pair() + "-parked"));
  }

  RelPath parked(String name) {
    return waiting().child(Bytes.of(name));
  }

  /** A version's name may hold one directory. */
  RelPath version(String name) {
    return Names.join(versions, RelPath.of(name));
  }

  /** A file of the pair's own, beside the staged ones and never discarded. */
  RelPath note(String name) {
    return versions.child(Bytes.of("." + name));
  }
}
