package org.duplexsync.host.memory;

import java.time.Instant;
import org.duplexsync.host.World;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** A root of a {@link MemoryMachine}, as the contract's tests change it. */
final class MemoryWorld implements World {
  private final MemoryUser user;

  MemoryWorld(MemoryUser user) {
    this.user = user;
  }

  @Override
  public void file(RelPath path, byte[] content, int mode, Instant mtime) throws Errno {
    user.write(path.toString(), content);
    user.chmod(path.toString(), mode);
    user.setTime(path.toString(), mtime);
  }

  @Override
  public void directory(RelPath path, int mode) throws Errno {
    user.makeDirectory(path.toString());
    user.chmod(path.toString(), mode);
  }

  @Override
  public void symlink(RelPath path, String target) throws Errno {
    user.symlink(path.toString(), target);
  }

  @Override
  public void chmod(RelPath path, int mode) throws Errno {
    user.chmod(path.toString(), mode);
  }

  @Override
  public void rename(RelPath from, RelPath to) throws Errno {
    user.move(from.toString(), to.toString());
  }

  @Override
  public void remove(RelPath path) throws Errno {
    user.deleteAll(path.toString());
  }

  @Override
  public byte @Nullable [] content(RelPath path) throws Errno {
    return user.look(path.toString()) instanceof Seen.Present(var entry) && entry.isFile()
        ? user.read(path.toString())
        : null;
  }
}
