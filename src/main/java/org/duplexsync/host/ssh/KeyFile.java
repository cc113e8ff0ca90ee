package org.duplexsync.host.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.duplexsync.host.ssh.SshException.Kind;
import org.jspecify.annotations.Nullable;

/** Reads a private key and its public part, where there is a {@code .pub} file beside it. */
final class KeyFile {
  private static final long LARGEST = 1 << 20;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private KeyFile() {}

  /**
   * Reads the file; the private part may still be encrypted.
   *
   * @throws SshException if the file can't be read, is no private key, or is open to others
   */
  static KeyPair load(Path file) throws SshException {
    byte @Nullable [] secret = null;
    try {
      if (Files.size(file) > LARGEST) {
        throw noKey(file, null);
      }
      refuseOpen(file);
      secret = Files.readAllBytes(file);
      return KeyPair.load(new JSch(), secret, publicPart(file));
    } catch (AccessDeniedException e) {
      throw new SshException(
          Kind.KEY_FILE,
          "The key " + file + " can't be read: permission denied.",
          "Run Duplex as its owner, or name another key with identityFile.",
          e);
    } catch (IOException e) {
      throw new SshException(
          Kind.KEY_FILE,
          "The key " + file + " can't be read: " + reason(e) + ".",
          "Name an existing private key with identityFile.",
          e);
    } catch (JSchException | RuntimeException e) {
      throw noKey(file, e);
    } finally {
      if (secret != null) {
        Arrays.fill(secret, (byte) 0);
      }
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : String.valueOf(e.getMessage());
  }

  private static SshException noKey(Path file, @Nullable Exception cause) {
    return new SshException(
        Kind.KEY_FILE,
        "The file " + file + " is no private key that Duplex understands.",
        "Name the private key, not its .pub; convert other forms with ssh-keygen -p -f.",
        cause);
  }

  private static byte @Nullable [] publicPart(Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".pub");
    return Files.isReadable(beside) && Files.size(beside) <= LARGEST
        ? Files.readAllBytes(beside)
        : null;
  }

  /** As OpenSSH does: a key of ours that others may read is no secret. */
  private static void refuseOpen(Path file) throws IOException, SshException {
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    mode.addAll(Files.getPosixFilePermissions(file));
    mode.retainAll(OTHERS);
    if (!mode.isEmpty() && ours(file)) {
      throw new SshException(
          Kind.KEY_FILE,
          "The private key " + file + " is open to other users, so it is not used.",
          "Run: chmod 600 " + file);
    }
  }

  private static boolean ours(Path file) throws IOException {
    Path self = Path.of("/proc/self");
    return !Files.exists(self)
        || Files.getAttribute(file, "unix:uid").equals(Files.getAttribute(self, "unix:uid"));
  }
}
