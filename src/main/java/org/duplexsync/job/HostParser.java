package org.duplexsync.job;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one host. */
final class HostParser {
  private static final List<String> SSH_KEYS =
      List.of(
          "address",
          "port",
          "identityFile",
          "knownHosts",
          "proxyJump",
          "connectTimeout",
          "keepAlive");
  private static final Fields.Range PORTS = new Fields.Range(1, 65535, "");
  private static final Fields.Range WAITS = new Fields.Range(1, 300, " of seconds");

  private HostParser() {}

  static HostDef parse(String name, Fields fields) {
    boolean local = fields.flag("local");
    HostDef host = ssh(name, fields);
    if (local) {
      for (String key : SSH_KEYS) {
        if (fields.has(key)) {
          fields.amiss(key, "means nothing for this machine; delete it, or \"local\"");
        }
      }
      host = new HostDef.Local(name);
    }
    fields.end();
    return host;
  }

  private static HostDef ssh(String name, Fields fields) {
    String address = checked(fields, "address", Texts::address);
    int port = fields.number("port", 0, PORTS);
    return new HostDef.Ssh(
        name,
        address == null ? name : address,
        port == 0 ? null : Integer.valueOf(port),
        checked(fields, "identityFile", Texts::localFile),
        checked(fields, "knownHosts", Texts::localFile),
        checked(fields, "proxyJump", Texts::jump),
        seconds(fields, "connectTimeout", HostDef.Ssh.CONNECT_TIMEOUT),
        seconds(fields, "keepAlive", HostDef.Ssh.KEEP_ALIVE));
  }

  private static Duration seconds(Fields fields, String key, Duration otherwise) {
    return Duration.ofSeconds(fields.number(key, (int) otherwise.toSeconds(), WAITS));
  }

  static @Nullable String checked(
      Fields fields, String key, Function<String, @Nullable String> wrong) {
    String text = fields.optionalText(key);
    if (text == null) {
      return null;
    }
    String message = wrong.apply(text);
    if (message != null) {
      fields.amiss(key, message);
      return null;
    }
    return text;
  }
}
