package org.duplexsync.host.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.host.ssh.SshException.Kind;
import org.jspecify.annotations.Nullable;

/** Looks up what a target leaves open: the target itself, then ssh_config, then the defaults. */
final class EndpointResolver {
  private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");
  private static final int LARGEST_PORT = 65535;

  private final SshEnvironment environment;
  private final SshTarget target;
  private final SshConfig config;

  private EndpointResolver(SshEnvironment environment, SshTarget target, SshConfig config) {
    this.environment = environment;
    this.target = target;
    this.config = config;
  }

  static Endpoint resolve(SshEnvironment environment, SshTarget target) throws SshException {
    String user = target.user() == null ? "" : target.user();
    try {
      SshConfig config = SshConfigReader.read(environment, target.address(), user);
      return new EndpointResolver(environment, target, config).endpoint();
    } catch (IOException e) {
      throw new SshException(
          Kind.CONFIGURATION,
          "The SSH configuration for " + target.name() + " can't be read: " + e.getMessage() + ".",
          "Correct " + environment.configFile() + " or its permissions.",
          e);
    }
  }

  private Endpoint endpoint() throws SshException {
    String hostName = config.first("HostName");
    String host = hostName == null ? target.address() : hostName.replace("%h", target.address());
    int port = port();
    String user = firstOf(target.user(), config.first("User"), environment.user());
    ConfigTokens tokens = new ConfigTokens(environment, target.address(), host, port, user);
    Path given = target.identityFile();
    return new Endpoint(
        target.name(),
        host,
        port,
        user,
        config.first("HostKeyAlias"),
        given == null ? null : environment.expand(given.toString()),
        identities(tokens),
        config.yes("IdentitiesOnly"),
        agent(tokens),
        userKnownHosts(tokens),
        files("GlobalKnownHostsFile", tokens, environment.systemKnownHosts()),
        config.yes("HashKnownHosts"),
        jumps());
  }

  private static String firstOf(@Nullable String one, @Nullable String two, String last) {
    return one != null ? one : two != null ? two : last;
  }

  private int port() throws SshException {
    Integer given = target.port();
    String written = config.first("Port");
    int port = given != null ? given : written == null ? 22 : number(written);
    if (port < 1 || port > LARGEST_PORT) {
      throw new SshException(
          Kind.CONFIGURATION,
          "The port of " + target.name() + " is no number from 1 to 65535.",
          "Correct it in the job or in " + environment.configFile() + ".");
    }
    return port;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private List<Path> identities(ConfigTokens tokens) {
    List<Path> found = new ArrayList<>();
    if (target.identityFile() != null) {
      found.add(environment.expand(target.identityFile().toString()));
    }
    List<String> written = config.all("IdentityFile");
    for (String file : written) {
      if (!file.equals("none")) {
        found.add(tokens.path(file));
      }
    }
    if (found.isEmpty() && written.isEmpty()) {
      DEFAULT_KEYS.forEach(key -> found.add(environment.home().resolve(".ssh").resolve(key)));
    }
    return found.stream().distinct().toList();
  }

  private @Nullable Path agent(ConfigTokens tokens) {
    String written = config.first("IdentityAgent");
    if (written == null || written.equals("SSH_AUTH_SOCK") || written.startsWith("$")) {
      return environment.agent();
    }
    return written.equals("none") ? null : tokens.path(written);
  }

  private List<Path> userKnownHosts(ConfigTokens tokens) {
    if (target.knownHosts() != null) {
      return List.of(environment.expand(target.knownHosts().toString()));
    }
    Path directory = environment.home().resolve(".ssh");
    return files(
        "UserKnownHostsFile",
        tokens,
        List.of(directory.resolve("known_hosts"), directory.resolve("known_hosts2")));
  }

  private List<Path> files(String keyword, ConfigTokens tokens, List<Path> otherwise) {
    List<String> written = config.all(keyword);
    return written.isEmpty()
        ? otherwise
        : written.stream().filter(f -> !f.equals("none")).map(tokens::path).toList();
  }

  private List<String> jumps() throws SshException {
    String jump = target.proxyJump();
    if (jump == null) {
      refuseProxyCommand();
      jump = config.first("ProxyJump");
    }
    return jump == null || jump.isEmpty() || jump.equals("none")
        ? List.of()
        : List.of(jump.split(","));
  }

  private void refuseProxyCommand() throws SshException {
    String command = config.first("ProxyCommand");
    if (command != null && !command.equals("none") && config.before("ProxyCommand", "ProxyJump")) {
      throw new SshException(
          Kind.CONFIGURATION,
          target.name() + " is reached with ProxyCommand, which Duplex doesn't run.",
          "Write ProxyJump in " + environment.configFile() + ", or proxyJump in the job.");
    }
  }
}
