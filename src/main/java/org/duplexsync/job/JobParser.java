package org.duplexsync.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a whole job. */
final class JobParser {
  private static final String HOSTS_EXAMPLE = "{\"web1\": {\"address\": \"web1.example.org\"}}";

  private final Problems problems;

  JobParser(Problems problems) {
    this.problems = problems;
  }

  /** What it returns is of use only if there were no problems. */
  Job parse(Json json) throws JobFileException {
    if (!(json instanceof Json.Obj object)) {
      problems.add(json.place(), "", "is " + json.kind() + "; a job is an object { }");
      problems.throwIfAny();
      throw new IllegalStateException("told");
    }
    Fields fields = new Fields(object, "", problems);
    String name = name(fields, "web");
    Map<String, HostDef> hosts = hosts(fields.requiredObject("hosts", HOSTS_EXAMPLE));
    List<PairDef> pairs = pairs(fields, hosts);
    Settings settings = SettingsParser.parse(fields.object("settings"));
    fields.end();
    problems.throwIfAny();
    return new Job(name, hosts, pairs, settings);
  }

  static String name(Fields fields, String example) {
    if (!fields.has("name")) {
      return fields.text("name", example);
    }
    String name = HostParser.checked(fields, "name", Texts::name);
    return name == null ? "" : name;
  }

  private Map<String, HostDef> hosts(@Nullable Fields fields) {
    Map<String, HostDef> hosts = new LinkedHashMap<>();
    if (fields == null) {
      return hosts;
    }
    fields.members().forEach(member -> host(member, fields, hosts));
    return hosts;
  }

  private void host(Json.Member member, Fields all, Map<String, HostDef> hosts) {
    String wrong = Texts.name(member.key());
    if (wrong != null) {
      problems.add(member.place(), all.path(member.key()), wrong);
    }
    Fields fields = all.object(member.key());
    hosts.put(
        member.key(),
        fields == null
            ? HostDef.Ssh.of(member.key(), member.key())
            : HostParser.parse(member.key(), fields));
  }

  private List<PairDef> pairs(Fields fields, Map<String, HostDef> hosts) {
    List<PairDef> pairs = new ArrayList<>();
    if (!fields.has("pairs")) {
      fields.amiss(
          "pairs", "is missing; write \"pairs\": [{\"name\": \"images\", \"a\": ..., \"b\": ...}]");
    }
    List<Json> items = fields.list("pairs");
    if (fields.emptyList("pairs")) {
      fields.amiss("pairs", "is empty; write at least one pair");
    }
    TreeCheck trees = new TreeCheck();
    PairParser parser = new PairParser(hosts, trees);
    Map<String, Place> names = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      String path = "pairs[" + i + "]";
      if (items.get(i) instanceof Json.Obj object) {
        Fields pair = new Fields(object, path, problems);
        pairs.add(parser.parse(pair));
        unique(pairs.getLast().name(), pair, names);
      } else {
        Json item = items.get(i);
        problems.add(item.place(), path, "is " + item.kind() + "; a pair is an object { }");
      }
    }
    trees.check();
    return pairs;
  }

  private static void unique(String name, Fields pair, Map<String, Place> names) {
    Place before = name.isEmpty() ? null : names.putIfAbsent(name, pair.place("name"));
    if (before != null) {
      pair.amiss(
          "name", "is the name of the pair in line " + before.line() + " too; write another");
    }
  }
}
