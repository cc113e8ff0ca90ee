package org.duplexsync.demo;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.duplexsync.model.Side;

/**
 * Two servers, two trees and a job, ready to be worked on; all of it lies in one directory and goes
 * when the demo is closed.
 *
 * <p>{@link #start} leaves both trees equal, as they were before the trouble. After they were
 * agreed on, {@link #outage} changes both.
 */
public final class Demo implements AutoCloseable {
  private final Path directory;
  private final DemoServer a;
  private final DemoServer b;
  private final DemoTrees trees;

  private Demo(Path directory, DemoServer a, DemoServer b, DemoTrees trees) {
    this.directory = directory;
    this.a = a;
    this.b = b;
    this.trees = trees;
  }

  /** Starts the demo in a new temporary directory. */
  public static Demo start() throws IOException {
    Path directory =
        Files.createTempDirectory("duplex-demo-", asFileAttribute(fromString("rwx------")));
    try {
      return start(directory);
    } catch (GeneralSecurityException e) {
      throw new IOException("the demo's keys could not be made: " + e.getMessage(), e);
    }
  }

  private static Demo start(Path directory) throws IOException, GeneralSecurityException {
    for (String host : new String[] {"tgt-a", "tgt-b"}) {
      Files.createDirectories(directory.resolve(host).resolve("tmp"));
    }
    KeyPair operator = newKey();
    writeKey(directory.resolve("operator.key"), operator);
    DemoServer a = DemoServer.start(directory.resolve("tgt-a"), newKey(), operator.getPublic());
    DemoServer b = DemoServer.start(directory.resolve("tgt-b"), newKey(), operator.getPublic());
    Files.writeString(directory.resolve("known_hosts"), a.knownHostsLine() + b.knownHostsLine());
    DemoTrees trees = new DemoTrees(directory.resolve("tgt-a/www"), directory.resolve("tgt-b/www"));
    trees.agree();
    Demo demo = new Demo(directory, a, b, trees);
    Files.writeString(demo.jobFile(), demo.job());
    return demo;
  }

  /** Both sides change while they can't talk: every kind of difference is there afterwards. */
  public void outage() throws IOException {
    trees.outage();
  }

  /** Both sides are worked on: to be seen while they are kept equal. */
  public void work() throws IOException {
    trees.work();
  }

  /** A server goes away, with all that is under way on it. */
  public void cut(Side side) {
    (side == Side.A ? a : b).close();
  }

  /** It comes back under its old address. */
  public void mend(Side side) throws IOException {
    (side == Side.A ? a : b).restart();
  }

  /** Where a side's tree lies on this machine. */
  public Path tree(Side side) {
    return directory.resolve(side == Side.A ? "tgt-a/www" : "tgt-b/www");
  }

  public Path jobFile() {
    return directory.resolve("demo.duplex.json");
  }

  public Path stateDirectory() {
    return directory.resolve("state");
  }

  private String job() {
    String user = System.getProperty("user.name");
    return """
    {
      "name": "demo",
      "hosts": {
        "tgt-a": %s,
        "tgt-b": %s
      },
      "pairs": [
        {
          "name": "www",
          "a": %s,
          "b": %s
        }
      ]
    }
    """
        .formatted(host(a), host(b), side("tgt-a", user), side("tgt-b", user));
  }

  private String host(DemoServer server) {
    return "{\"address\": \"%s\", \"port\": %d, \"identityFile\": \"%s\", \"knownHosts\": \"%s\"}"
        .formatted(
            DemoServer.ADDRESS,
            server.port(),
            directory.resolve("operator.key"),
            directory.resolve("known_hosts"));
  }

  private String side(String host, String user) {
    return "{\"host\": \"%s\", \"user\": \"%s\", \"root\": \"%s\", \"tempDir\": \"%s\"}"
        .formatted(
            host,
            user,
            directory.resolve(host).resolve("www"),
            directory.resolve(host).resolve("tmp"));
  }

  private static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static void writeKey(Path file, KeyPair key)
      throws IOException, GeneralSecurityException {
    Files.createFile(file, asFileAttribute(fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "duplex demo", null, out);
    }
  }

  /** Stops both servers and removes all that the demo made. */
  @Override
  public void close() throws IOException {
    a.close();
    b.close();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException trouble)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
