package org.duplexsync.host.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.SSHAgentConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The keys for one log-in, in the order they are tried: those of the agent that a file names, the
 * files, then the agent's others. A server counts each try.
 */
final class Identities implements IdentityRepository {
  private final Endpoint endpoint;
  private final KeyRing ring;
  private final LoginTrace trace;
  private final FileIdentity.Unlock unlock;

  Identities(Endpoint endpoint, KeyRing ring, LoginTrace trace, FileIdentity.Unlock unlock) {
    this.endpoint = endpoint;
    this.ring = ring;
    this.trace = trace;
    this.unlock = unlock;
  }

  /**
   * The file that the target itself names must be usable; others are left out, and named if no key
   * is taken.
   */
  void requireGiven() throws SshException {
    Path given = endpoint.given();
    if (given != null && PublicKeyFile.line(given) == null) {
      ring.load(given);
    }
  }

  @Override
  public Vector<Identity> getIdentities() {
    List<Identity> agent = agentKeys();
    List<Identity> named = new ArrayList<>();
    List<Identity> files = new ArrayList<>();
    for (Path file : endpoint.identities()) {
      KeyPair pair = load(file);
      byte[] blob = pair == null ? publicOnly(file) : pair.getPublicKeyBlob();
      Identity held = blob == null ? null : holding(agent, blob);
      if (held != null) {
        agent.remove(held);
        named.add(held);
      } else if (pair != null) {
        files.add(new FileIdentity(file, pair, unlock, trace));
      }
    }
    Vector<Identity> all = new Vector<>(named);
    all.addAll(files);
    if (!endpoint.only()) {
      all.addAll(agent);
    }
    return all;
  }

  private @Nullable KeyPair load(Path file) {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return ring.load(file);
    } catch (SshException e) {
      trace.unusable(e);
      return null;
    }
  }

  /** IdentityFile may name a public key whose private part only the agent has. */
  private static byte @Nullable [] publicOnly(Path file) {
    return PublicKeyFile.read(file);
  }

  private static @Nullable Identity holding(List<Identity> keys, byte[] blob) {
    for (Identity key : keys) {
      if (key instanceof AgentKey held && Arrays.equals(held.key().getPublicKeyBlob(), blob)) {
        return key;
      }
    }
    return null;
  }

  private List<Identity> agentKeys() {
    List<Identity> keys = new ArrayList<>();
    Path socket = endpoint.agent();
    if (socket == null || !Files.exists(socket)) {
      return keys;
    }
    try {
      IdentityRepository agent = new AgentIdentityRepository(new SSHAgentConnector(socket));
      agent.getIdentities().forEach(key -> keys.add(new AgentKey(key, trace)));
    } catch (AgentProxyException | RuntimeException e) {
      // an agent that doesn't answer has no keys
    }
    return keys;
  }

  @Override
  public String getName() {
    return "Duplex";
  }

  @Override
  public int getStatus() {
    return RUNNING;
  }

  @Override
  public boolean add(byte[] identity) {
    return false;
  }

  @Override
  public boolean remove(byte[] blob) {
    return false;
  }

  @Override
  public void removeAll() {
    // nothing of ours to remove
  }
}
