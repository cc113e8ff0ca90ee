package org.duplexsync.host.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Function;
import org.duplexsync.host.ssh.SshQuestions.HostKeyAnswer;
import org.duplexsync.host.ssh.SshQuestions.UnknownHostKey;
import org.jspecify.annotations.Nullable;

/**
 * Judges the key a server shows. JSch only learns "good" or "not good"; why not stands in the
 * {@link LoginTrace}.
 */
final class HostKeyGate implements HostKeyRepository {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Endpoint endpoint;
  private final KnownHosts known;
  private final LoginTrace trace;
  private final Function<UnknownHostKey, HostKeyAnswer> question;
  private @Nullable String warning;

  HostKeyGate(
      Endpoint endpoint,
      KnownHosts known,
      LoginTrace trace,
      Function<UnknownHostKey, HostKeyAnswer> question) {
    this.endpoint = endpoint;
    this.known = known;
    this.trace = trace;
    this.question = question;
  }

  @Override
  public int check(String host, byte[] blob) {
    HostKeyBlob key;
    try {
      key = HostKeyBlob.of(blob);
    } catch (IllegalArgumentException e) {
      return NOT_INCLUDED;
    }
    return switch (known.judge(endpoint.keyName(), endpoint.plainKeyName(), key)) {
      case KnownHosts.Verdict.Known k -> OK;
      case KnownHosts.Verdict.Unknown u -> ask(key);
      case KnownHosts.Verdict.Changed(KnownHostLine old) -> {
        trace.hostKey(HostKeyFailures.changed(endpoint, old, key));
        yield CHANGED;
      }
      case KnownHosts.Verdict.Revoked(KnownHostLine line) -> {
        trace.hostKey(HostKeyFailures.revoked(endpoint, line, key));
        yield CHANGED;
      }
    };
  }

  private int ask(HostKeyBlob key) {
    Path file =
        endpoint.knownHosts().isEmpty() ? Path.of("known_hosts") : endpoint.knownHosts().getFirst();
    UnknownHostKey unknown =
        new UnknownHostKey(
            endpoint.name(), endpoint.keyName(), key.type(), key.fingerprint(), file);
    return switch (question.apply(unknown)) {
      case ACCEPT_ONCE -> OK;
      case ACCEPT_AND_REMEMBER -> {
        remember(key);
        yield OK;
      }
      case REFUSE -> {
        trace.hostKey(HostKeyFailures.unknown(endpoint, key));
        yield NOT_INCLUDED;
      }
    };
  }

  private void remember(HostKeyBlob key) {
    if (endpoint.knownHosts().isEmpty()) {
      return;
    }
    Path file = endpoint.knownHosts().getFirst();
    String name = endpoint.keyName();
    boolean hash = endpoint.hashNames() || known.hashedIn(file);
    try {
      KnownHostsFile.append(file, hash ? HashedName.of(name, RANDOM) : name, key);
    } catch (IOException e) {
      warning =
          "The key of "
              + endpoint.label()
              + " was accepted but could not be written to "
              + file
              + " ("
              + e.getMessage()
              + "). Make the file writable, or it is asked about again.";
    }
  }

  /** What could not be done, null if all could. */
  @Nullable String warning() {
    return warning;
  }

  @Override
  public HostKey[] getHostKey() {
    return new HostKey[0];
  }

  @Override
  public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
    return new HostKey[0];
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "known_hosts";
  }

  @Override
  public void add(HostKey key, @Nullable UserInfo ui) {
    throw new UnsupportedOperationException("keys are remembered only when the operator says so");
  }

  @Override
  public void remove(String host, @Nullable String type) {
    throw new UnsupportedOperationException("keys are never removed");
  }

  @Override
  public void remove(String host, @Nullable String type, byte @Nullable [] key) {
    throw new UnsupportedOperationException("keys are never removed");
  }
}
