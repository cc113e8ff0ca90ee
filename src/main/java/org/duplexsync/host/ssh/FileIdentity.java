package org.duplexsync.host.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.KeyPair;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A key file as JSch tries it. It never calls itself encrypted: it asks for the passphrase by
 * itself, and only when the server has said that it would take the key.
 */
final class FileIdentity implements Identity {
  /** Opens a key, asking if need be. */
  interface Unlock {
    KeyPair unlock(Path file, KeyPair pair) throws SshException;
  }

  private final Path file;
  private final Unlock unlock;
  private final LoginTrace trace;
  private KeyPair pair;
  private boolean closed;

  FileIdentity(Path file, KeyPair pair, Unlock unlock, LoginTrace trace) {
    this.file = file;
    this.pair = pair;
    this.unlock = unlock;
    this.trace = trace;
  }

  @Override
  public boolean setPassphrase(byte @Nullable [] passphrase) {
    return true;
  }

  @Override
  @SuppressWarnings("NullAway") // JSch takes null for "not to be had"
  public byte[] getPublicKeyBlob() {
    trace.offered(file.toString());
    return pair.getPublicKeyBlob();
  }

  @Override
  @SuppressWarnings("NullAway")
  public byte[] getSignature(byte[] data) {
    return open() ? pair.getSignature(data) : null;
  }

  @Override
  @SuppressWarnings("NullAway")
  public byte[] getSignature(byte[] data, String algorithm) {
    if (!open()) {
      return null;
    }
    if (algorithm.equals("ssh-rsa")) {
      trace.signedWithSha1(file.toString());
    }
    return pair.getSignature(data, algorithm);
  }

  private boolean open() {
    if (!pair.isEncrypted()) {
      return true;
    }
    if (closed) {
      return false;
    }
    try {
      pair = unlock.unlock(file, pair);
      return true;
    } catch (SshException e) {
      closed = true;
      trace.passphrase(e);
      return false;
    }
  }

  /** Old encrypted forms without a {@code .pub} beside them say what they are only when opened. */
  @Override
  public String getAlgName() {
    if (pair.getPublicKeyBlob() == null) {
      open();
    }
    return pair.getKeyTypeString();
  }

  @Override
  public String getName() {
    return file.toString();
  }

  @Override
  public boolean isEncrypted() {
    return false;
  }

  @Override
  public void clear() {
    // the ring holds the key
  }
}
