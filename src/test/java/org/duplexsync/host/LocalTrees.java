package org.duplexsync.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.duplexsync.host.local.LocalShell;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A root and a temp dir on this machine, and hosts to open them; as root, by an ordinary user. */
abstract class LocalTrees {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  @TempDir Path dir = Path.of("");

  @SuppressWarnings("NullAway.Init")
  Path root;

  private final List<Host> hosts = new ArrayList<>();

  @BeforeEach
  void makeRoot() throws Exception {
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    root = Files.createDirectory(dir.resolve("root"));
    Files.createDirectory(dir.resolve("temp"));
    sh("chown 65534:65534 root temp");
  }

  @AfterEach
  void closeHosts() {
    hosts.forEach(Host::close);
  }

  /** Runs a shell script in the directory above the root, as we are; returns what it prints. */
  String sh(String script) throws Exception {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", script)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError(script + ": " + output);
    }
    return output.strip();
  }

  /** Like {@link #sh} as the ordinary user. */
  String user(String script) throws Exception {
    String quoted = "'" + script.replace("'", "'\\''") + "'";
    return sh(ROOT ? String.join(" ", asUser()) + " sh -c " + quoted : script);
  }

  private static List<String> asUser() {
    return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
  }

  Host host(String... without) throws HostException {
    return host(List.of(), Set.of(without));
  }

  /** Started through another command. */
  Host hostThrough(List<String> command) throws HostException {
    return host(command, Set.of());
  }

  private Host host(List<String> command, Set<String> without) throws HostException {
    List<String> before = new ArrayList<>(ROOT ? asUser() : List.of());
    before.addAll(command);
    Host host = HelperHost.start(new LocalShell("here", before), InstantSource.system(), without);
    hosts.add(host);
    return host;
  }

  TreeSpec spec() {
    return new TreeSpec(
        "p", root.toString(), dir + "/temp", null, Set.of(), Set.of(), false, false);
  }

  Tree tree(String... without) throws Exception {
    return host(without).open(spec());
  }

  static RelPath path(String latin1) {
    return RelPath.of(latin1.getBytes(ISO_8859_1));
  }
}
