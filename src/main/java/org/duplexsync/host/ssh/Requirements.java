package org.duplexsync.host.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duplexsync.host.Shell;
import org.duplexsync.host.ssh.SshException.Kind;

/** What a host must have, and the line that installs what it lacks. */
final class Requirements {
  private static final int OLDEST_PERL_MINOR = 10;

  private Requirements() {}

  static ShellFacts judge(Shell shell, Map<String, String> found) throws SshException {
    String perl = found.getOrDefault("perl", "");
    String find = found.getOrDefault("find", "");
    String rsync = found.getOrDefault("rsync", "");
    if (!recent(perl)) {
      throw new SshException(
          Kind.PERL_MISSING,
          perl.isEmpty()
              ? "perl is missing on " + shell.name() + "."
              : "perl " + perl + " on " + shell.name() + " is older than 5.10.",
          "Install it there: " + install(found, "perl", perlPackage(found)));
    }
    if (!find.contains("GNU findutils")) {
      throw new SshException(
          Kind.FIND_MISSING,
          "GNU find is missing on " + shell.name() + ".",
          "Install it there: " + install(found, "findutils", "findutils"));
    }
    List<String> warnings = new ArrayList<>();
    if (rsync.isEmpty()) {
      warnings.add(
          "rsync is missing on "
              + shell.name()
              + ", so large files travel whole. Install it there: "
              + install(found, "rsync", "rsync"));
    }
    return new ShellFacts(perl, find, rsync.isEmpty() ? null : rsync, warnings);
  }

  private static boolean recent(String perl) {
    String[] parts = perl.split("\\.");
    try {
      int major = Integer.parseInt(parts[0]);
      return major > 5
          || (major == 5 && parts.length > 1 && Integer.parseInt(parts[1]) >= OLDEST_PERL_MINOR);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String perlPackage(Map<String, String> found) {
    return old(found) ? "perl" : "perl-interpreter";
  }

  /** CentOS 7 and its kin have yum and one perl package. */
  private static boolean old(Map<String, String> found) {
    return found.getOrDefault("release", "").matches("[67](\\..*)?");
  }

  private static String install(Map<String, String> found, String debian, String redHat) {
    String os = " " + found.getOrDefault("os", "") + " ";
    if (os.contains("debian") || os.contains("ubuntu")) {
      return "sudo apt-get install " + debian;
    }
    if (os.contains("fedora") || os.contains("rhel") || os.contains("centos")) {
      return "sudo " + (old(found) ? "yum" : "dnf") + " install " + redHat;
    }
    if (os.contains("suse")) {
      return "sudo zypper install " + debian;
    }
    if (os.contains("alpine")) {
      return "sudo apk add " + debian;
    }
    return "sudo apt-get install " + debian + "  (or: sudo dnf install " + redHat + ")";
  }
}
