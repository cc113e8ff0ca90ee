package org.duplexsync.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.duplexsync.filter.PatternException;
import org.duplexsync.filter.Rule;
import org.duplexsync.model.Route;
import org.jspecify.annotations.Nullable;

/** Reads one pair. */
final class PairParser {
  private static final int MOST_RULES = 1000;
  private static final String SIDE_EXAMPLE =
      "{\"host\": \"web1\", \"user\": \"webmgr\", \"root\": \"/home/webmgr/images\"}";

  private final Map<String, HostDef> hosts;
  private final TreeCheck trees;
  private final OwnDirectories own = new OwnDirectories();

  PairParser(Map<String, HostDef> hosts, TreeCheck trees) {
    this.hosts = hosts;
    this.trees = trees;
  }

  PairDef parse(Fields fields) {
    String name = JobParser.name(fields, "images");
    SideDef a = side(fields, "a", name);
    SideDef b = side(fields, "b", name);
    PairDef pair =
        new PairDef(
            name,
            a,
            b,
            rules(fields, "filter", Rule::filter),
            rules(fields, "include", Rule::include),
            rules(fields, "exclude", Rule::exclude),
            policy(fields.object("policy")),
            fields.choice("route", Route.AUTO),
            fields.flag("setIds"),
            Duration.ofDays(
                fields.number(
                    "keepVersions",
                    (int) PairDef.KEEP_VERSIONS.toDays(),
                    new Fields.Range(1, 36500, " of days"))),
            SettingsParser.pace(fields));
    fields.end();
    return pair;
  }

  private SideDef side(Fields pair, String key, String name) {
    Fields fields = pair.requiredObject(key, SIDE_EXAMPLE);
    if (fields == null) {
      return new SideDef("", null, "", null, null);
    }
    String host = fields.text("host", hosts.isEmpty() ? "web1" : hosts.keySet().iterator().next());
    if (!host.isEmpty() && !hosts.containsKey(host)) {
      fields.amiss("host", "\"" + host + "\" is not in hosts" + Words.meant(host, hosts.keySet()));
    }
    String user = user(fields, hosts.get(host));
    if (!fields.has("root")) {
      fields.text("root", "/home/webmgr/images");
    }
    String root = directory(fields, "root");
    SideDef side =
        new SideDef(
            host,
            user,
            root == null ? "" : root,
            directory(fields, "tempDir"),
            directory(fields, "versionsDir"));
    fields.end();
    HostDef machine = hosts.get(host);
    if (machine != null) {
      trees.add(side, machine, fields);
      own.add(name, side, TreeCheck.machine(machine), fields);
    }
    return side;
  }

  private static @Nullable String user(Fields fields, @Nullable HostDef host) {
    if (host instanceof HostDef.Ssh && !fields.has("user")) {
      fields.text("user", "webmgr");
      return null;
    }
    return HostParser.checked(fields, "user", Texts::user);
  }

  private static @Nullable String directory(Fields fields, String key) {
    String text = HostParser.checked(fields, key, Texts::directory);
    return text == null ? null : Texts.plain(text);
  }

  private static List<String> rules(Fields fields, String key, Function<String, Rule> parser) {
    List<String> rules = new ArrayList<>();
    List<Json> items = fields.list(key);
    if (items.size() > MOST_RULES) {
      fields.amiss(key, "has " + items.size() + " rules; " + MOST_RULES + " are the most");
      return rules;
    }
    for (int i = 0; i < items.size(); i++) {
      String path = fields.path(key) + "[" + i + "]";
      Json item = items.get(i);
      if (item instanceof Json.Str text) {
        try {
          var _ = parser.apply(text.value());
          rules.add(text.value());
        } catch (PatternException e) {
          fields.problems().add(item.place(), path, String.valueOf(e.getMessage()));
        }
      } else {
        fields.problems().add(item.place(), path, "is " + item.kind() + "; write a text \"*.swp\"");
      }
    }
    return rules;
  }

  private static PolicyDef policy(@Nullable Fields fields) {
    PolicyDef standard = PolicyDef.DEFAULT;
    if (fields == null) {
      return standard;
    }
    PolicyDef policy =
        new PolicyDef(
            fields.choice("reviewAtStart", standard.reviewAtStart()),
            fields.choice("reviewOnReturn", standard.reviewOnReturn()),
            fields.choice("onConflict", standard.onConflict()),
            deletes(fields.object("deletes")),
            limit(fields.object("deleteLimit")));
    fields.end();
    return policy;
  }

  private static PolicyDef.Deletes deletes(@Nullable Fields fields) {
    PolicyDef.Deletes standard = PolicyDef.DEFAULT.deletes();
    if (fields == null) {
      return standard;
    }
    PolicyDef.Deletes deletes =
        new PolicyDef.Deletes(
            fields.choice("atStart", standard.atStart()),
            fields.choice("running", standard.running()));
    fields.end();
    return deletes;
  }

  private static PolicyDef.DeleteLimit limit(@Nullable Fields fields) {
    PolicyDef.DeleteLimit standard = PolicyDef.DEFAULT.deleteLimit();
    if (fields == null) {
      return standard;
    }
    PolicyDef.DeleteLimit limit =
        new PolicyDef.DeleteLimit(
            fields.number("count", standard.count(), new Fields.Range(0, 100_000_000, "")),
            fields.number("percent", standard.percent(), new Fields.Range(0, 100, "")));
    fields.end();
    return limit;
  }
}
