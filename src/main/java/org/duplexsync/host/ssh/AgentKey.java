package org.duplexsync.host.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSchException;
import org.jspecify.annotations.Nullable;

/** A key of the agent as JSch tries it. */
record AgentKey(Identity key, LoginTrace trace) implements Identity {
  @Override
  public boolean setPassphrase(byte @Nullable [] passphrase) throws JSchException {
    return true;
  }

  @Override
  public byte[] getPublicKeyBlob() {
    trace.offered(getName());
    return key.getPublicKeyBlob();
  }

  @Override
  public byte[] getSignature(byte[] data) {
    return key.getSignature(data);
  }

  @Override
  public byte[] getSignature(byte[] data, String algorithm) {
    if (algorithm.equals("ssh-rsa")) {
      trace.signedWithSha1(getName());
    }
    return key.getSignature(data, algorithm);
  }

  @Override
  public String getAlgName() {
    return key.getAlgName();
  }

  @Override
  public String getName() {
    return key.getName() + " (agent)";
  }

  @Override
  public boolean isEncrypted() {
    return false;
  }

  @Override
  public void clear() {
    key.clear();
  }
}
