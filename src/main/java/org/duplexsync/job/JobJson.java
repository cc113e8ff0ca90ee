package org.duplexsync.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duplexsync.model.InotifyMode;
import org.jspecify.annotations.Nullable;

/** A job as JSON, with what equals its default or without. */
final class JobJson {
  private final boolean defaults;

  private JobJson(boolean defaults) {
    this.defaults = defaults;
  }

  static Json.Obj shortest(Job job) {
    return new JobJson(false).job(job);
  }

  static Json.Obj complete(Job job) {
    return new JobJson(true).job(job);
  }

  private Json.Obj job(Job job) {
    Members hosts = new Members();
    for (Map.Entry<String, HostDef> host : job.hosts().entrySet()) {
      hosts.add(host.getKey(), host(host.getValue()));
    }
    List<Json> pairs = new ArrayList<>();
    job.pairs().forEach(pair -> pairs.add(pair(pair)));
    return new Members()
        .add("name", text(job.name()))
        .add("hosts", hosts.object())
        .add("pairs", new Json.Arr(Place.NONE, pairs))
        .addUnlessEmpty("settings", settings(job.settings()))
        .object();
  }

  private Json host(HostDef host) {
    return switch (host) {
      case HostDef.Local _ -> new Members().add("local", flag(true)).object();
      case HostDef.Ssh ssh ->
          new Members()
              .add("address", text(ssh.address()))
              .addIf(ssh.port(), "port", JobJson::number)
              .addIf(ssh.identityFile(), "identityFile", JobJson::text)
              .addIf(ssh.knownHosts(), "knownHosts", JobJson::text)
              .addIf(ssh.proxyJump(), "proxyJump", JobJson::text)
              .add("connectTimeout", ssh.connectTimeout(), HostDef.Ssh.CONNECT_TIMEOUT)
              .add("keepAlive", ssh.keepAlive(), HostDef.Ssh.KEEP_ALIVE)
              .object();
    };
  }

  private Json pair(PairDef pair) {
    return new Members()
        .add("name", text(pair.name()))
        .add("a", side(pair.a()))
        .add("b", side(pair.b()))
        .add("filter", pair.filter())
        .add("include", pair.include())
        .add("exclude", pair.exclude())
        .addUnlessEmpty("policy", policy(pair.policy()))
        .add("route", pair.route(), org.duplexsync.model.Route.AUTO)
        .add("setIds", flag(pair.setIds()), flag(false))
        .add(
            "keepVersions",
            number((int) pair.keepVersions().toDays()),
            number((int) PairDef.KEEP_VERSIONS.toDays()))
        .addIf(pair.pace().delay(), "delay", JobJson::seconds)
        .addIf(pair.pace().maxProcesses(), "maxProcesses", JobJson::number)
        .addIf(pair.pace().inotifyMode(), "inotifyMode", JobJson::mode)
        .addIf(pair.pace().bandwidthLimit(), "bandwidthLimit", JobJson::number)
        .addIf(pair.pace().compareInterval(), "compareInterval", JobJson::seconds)
        .addIf(pair.pace().pollInterval(), "pollInterval", JobJson::seconds)
        .object();
  }

  private Json side(SideDef side) {
    return new Members()
        .add("host", text(side.host()))
        .addIf(side.user(), "user", JobJson::text)
        .add("root", text(side.root()))
        .addIf(side.tempDir(), "tempDir", JobJson::text)
        .addIf(side.versionsDir(), "versionsDir", JobJson::text)
        .object();
  }

  private Json.Obj policy(PolicyDef policy) {
    PolicyDef standard = PolicyDef.DEFAULT;
    PolicyDef.Deletes deletes = policy.deletes();
    PolicyDef.DeleteLimit limit = policy.deleteLimit();
    return new Members()
        .add("reviewAtStart", policy.reviewAtStart(), standard.reviewAtStart())
        .add("reviewOnReturn", policy.reviewOnReturn(), standard.reviewOnReturn())
        .add("onConflict", policy.onConflict(), standard.onConflict())
        .addUnlessEmpty(
            "deletes",
            new Members()
                .add("atStart", deletes.atStart(), standard.deletes().atStart())
                .add("running", deletes.running(), standard.deletes().running())
                .object())
        .addUnlessEmpty(
            "deleteLimit",
            new Members()
                .add("count", number(limit.count()), number(standard.deleteLimit().count()))
                .add("percent", number(limit.percent()), number(standard.deleteLimit().percent()))
                .object())
        .object();
  }

  private Json.Obj settings(Settings settings) {
    Settings standard = Settings.DEFAULT;
    Pace pace = settings.pace();
    Pace usual = standard.pace();
    Reports reports = settings.reports();
    return new Members()
        .add("delay", pace.delay(), usual.delay())
        .add("maxProcesses", number(pace.maxProcesses()), number(usual.maxProcesses()))
        .add("inotifyMode", mode(pace.inotifyMode()), mode(usual.inotifyMode()))
        .add("bandwidthLimit", number(pace.bandwidthLimit()), number(usual.bandwidthLimit()))
        .add("compareInterval", pace.compareInterval(), usual.compareInterval())
        .add("pollInterval", pace.pollInterval(), usual.pollInterval())
        .add("clockSkewLimit", settings.clockSkewLimit(), standard.clockSkewLimit())
        .add("insist", flag(settings.insist()), flag(standard.insist()))
        .addIf(reports.statusFile(), "statusFile", JobJson::text)
        .add("statusInterval", reports.statusInterval(), standard.reports().statusInterval())
        .addIf(reports.logfile(), "logfile", JobJson::text)
        .add("notifyCommand", reports.notifyCommand())
        .object();
  }

  private static Json mode(InotifyMode mode) {
    return SettingsParser.MODES.entrySet().stream()
        .filter(word -> word.getValue() == mode)
        .findFirst()
        .map(word -> text(word.getKey()))
        .orElseThrow();
  }

  private static Json seconds(Duration duration) {
    return number((int) duration.toSeconds());
  }

  private static Json text(String value) {
    return new Json.Str(Place.NONE, value);
  }

  private static Json number(int value) {
    return new Json.Num(Place.NONE, String.valueOf(value));
  }

  private static Json flag(boolean value) {
    return new Json.Bool(Place.NONE, value);
  }

  /** Members of an object, gathered in order. */
  private final class Members {
    private final List<Json.Member> members = new ArrayList<>();

    Json.Obj object() {
      return new Json.Obj(Place.NONE, members);
    }

    Members add(String key, Json value) {
      members.add(new Json.Member(key, Place.NONE, value));
      return this;
    }

    Members add(String key, Json value, Json standard) {
      return defaults || !Json.same(value, standard) ? add(key, value) : this;
    }

    Members add(String key, Duration value, Duration standard) {
      return add(key, seconds(value), seconds(standard));
    }

    Members add(String key, Enum<?> value, Enum<?> standard) {
      return add(key, text(Spelling.of(value)), text(Spelling.of(standard)));
    }

    Members add(String key, List<String> texts) {
      List<Json> items = new ArrayList<>();
      texts.forEach(text -> items.add(text(text)));
      return add(key, new Json.Arr(Place.NONE, items), new Json.Arr(Place.NONE, List.of()));
    }

    <T> Members addIf(@Nullable T value, String key, java.util.function.Function<T, Json> as) {
      return value == null ? this : add(key, as.apply(Objects.requireNonNull(value)));
    }

    Members addUnlessEmpty(String key, Json.Obj value) {
      return value.members().isEmpty() ? this : add(key, value);
    }
  }
}
