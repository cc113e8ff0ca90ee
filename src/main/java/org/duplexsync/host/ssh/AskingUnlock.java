package org.duplexsync.host.ssh;

import com.jcraft.jsch.KeyPair;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Opens a key of the ring, one question at a time, on the operator's time. */
record AskingUnlock(KeyRing ring, SshQuestions questions, Asking asking, Pulse pulse)
    implements FileIdentity.Unlock {

  @Override
  public KeyPair unlock(Path file, KeyPair pair) throws SshException {
    AtomicReference<@Nullable SshException> failure = new AtomicReference<>();
    KeyPair opened =
        pulse.whileAsking(() ->
            asking.ask(() -> {
              try {
                return ring.unlock(file, pair, questions);
              } catch (SshException e) {
                failure.set(e);
                return pair;
              }
            }));
    SshException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return opened;
  }
}
