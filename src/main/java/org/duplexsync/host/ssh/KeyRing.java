package org.duplexsync.host.ssh;

import com.jcraft.jsch.KeyPair;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.duplexsync.host.ssh.SshException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The key files of one operator: read once, opened once, so that a passphrase for both servers is
 * asked once. Holds the opened keys, never the passphrases.
 */
final class KeyRing implements AutoCloseable {
  private static final int TRIES = 3;

  private final Map<Path, KeyPair> open = new HashMap<>();

  /** A key whose private part may still be encrypted. */
  KeyPair load(Path file) throws SshException {
    synchronized (this) {
      KeyPair known = open.get(file);
      if (known != null) {
        return known;
      }
    }
    return KeyFile.load(file);
  }

  /**
   * The key with its private part readable, after asking if it must be. To be called by one thread
   * at a time.
   */
  KeyPair unlock(Path file, KeyPair pair, SshQuestions questions) throws SshException {
    synchronized (this) {
      KeyPair known = open.get(file);
      if (known != null) {
        return known;
      }
    }
    for (int i = 0; pair.isEncrypted() && i < TRIES; i++) {
      decrypt(file, pair, questions.passphrase(file, i > 0));
    }
    if (pair.isEncrypted()) {
      throw new SshException(
          Kind.PASSPHRASE_WRONG,
          "The passphrase for the key " + file + " was wrong " + TRIES + " times.",
          "Try again, or load the key with: ssh-add " + file);
    }
    synchronized (this) {
      open.put(file, pair);
    }
    return pair;
  }

  private static void decrypt(Path file, KeyPair pair, char @Nullable [] passphrase)
      throws SshException {
    if (passphrase == null) {
      throw new SshException(
          Kind.PASSPHRASE_NEEDED,
          "The key " + file + " is encrypted and its passphrase was not given.",
          "Load the key with: ssh-add " + file + " or enter the passphrase when asked.");
    }
    byte[] bytes = encode(passphrase);
    try {
      pair.decrypt(bytes);
    } catch (RuntimeException e) {
      // JSch stumbles over what a wrong passphrase makes of the key: it stays encrypted
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(passphrase, '\0');
    }
  }

  private static byte[] encode(char[] secret) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    byte[] room = new byte[(int) (secret.length * (double) encoder.maxBytesPerChar()) + 1];
    ByteBuffer buffer = ByteBuffer.wrap(room);
    encoder.encode(CharBuffer.wrap(secret), buffer, true);
    byte[] bytes = Arrays.copyOf(room, buffer.position());
    Arrays.fill(room, (byte) 0);
    return bytes;
  }

  @Override
  public synchronized void close() {
    open.values().forEach(KeyPair::dispose);
    open.clear();
  }
}
