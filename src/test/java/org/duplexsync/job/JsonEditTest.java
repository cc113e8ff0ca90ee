package org.duplexsync.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.InotifyMode;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However jobs follow one another in one text, it says what the last one says. */
class JsonEditTest {
  private Random random = new Random();

  @Test
  void chainsOfChangesStayTrue() throws Exception {
    long seed = Long.getLong("duplex.seed", 20261122);
    for (int chain = 0; chain < 200; chain++) {
      random = new Random(seed + chain);
      String first = JobFile.of(job()).text();
      JobFile file = JobFile.parse("j", random.nextBoolean() ? first : squeezed(first));
      for (int i = 0; i < 10; i++) {
        Job next = job();
        file = file.with(next);
        String what = "seed " + (seed + chain) + ", change " + i + ":\n" + file.text();
        assertEquals(next, JobFile.parse("j", file.text()).job(), what);
      }
    }
  }

  /** No text of these jobs holds white space after a comma or colon. */
  private static String squeezed(String text) {
    return text.replaceAll("([,:{\\[])\\s+", "$1").replaceAll("\\s+([}\\]])", "$1");
  }

  private Job job() {
    Map<String, HostDef> hosts = new LinkedHashMap<>();
    for (String name : List.of("one", "two", "three")) {
      hosts.put(name, random.nextInt(3) == 0 ? new HostDef.Local(name) : ssh(name));
    }
    List<PairDef> pairs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      if (random.nextBoolean() || (i == 3 && pairs.isEmpty())) {
        pairs.add(random.nextInt(pairs.size() + 1), pair("p" + i));
      }
    }
    Settings settings =
        new Settings(paceDef().over(Pace.DEFAULT), seconds(5), random.nextBoolean(), reports());
    return new Job("job" + random.nextInt(2), hosts, pairs, settings);
  }

  private HostDef ssh(String name) {
    return new HostDef.Ssh(
        name,
        name + ".org",
        random.nextBoolean() ? null : Integer.valueOf(22),
        some("~/.ssh/k"),
        some("/known"),
        some("jump"),
        seconds(10),
        seconds(8));
  }

  private Duration seconds(int usual) {
    return Duration.ofSeconds(usual + random.nextInt(2));
  }

  private @Nullable String some(String text) {
    return random.nextBoolean() ? null : text;
  }

  private PairDef pair(String name) {
    return new PairDef(
        name,
        new SideDef("one", "u" + random.nextInt(2), "/a/" + name, some("/t"), some("/v")),
        new SideDef("two", "u", "/b/" + name, some("/u"), null),
        rules("- "),
        rules(""),
        rules("+ "),
        policy(),
        any(Route.values()),
        random.nextBoolean(),
        Duration.ofDays(30 + random.nextInt(2)),
        paceDef());
  }

  private PaceDef paceDef() {
    return new PaceDef(
        random.nextBoolean() ? null : seconds(0),
        random.nextBoolean() ? null : 8 + random.nextInt(2),
        random.nextBoolean() ? null : any(InotifyMode.values()),
        random.nextBoolean() ? null : random.nextInt(2),
        random.nextBoolean() ? null : seconds(3600),
        random.nextBoolean() ? null : seconds(10));
  }

  private Reports reports() {
    List<String> command = random.nextBoolean() ? List.of() : List.of("/bin/tell", "\"'$ x");
    return new Reports(some("/run/status"), seconds(10), some("~/log"), command);
  }

  private List<String> rules(String prefix) {
    List<String> rules = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      rules.add(prefix + "*." + random.nextInt(3) + "\"[\\\\]");
    }
    return rules;
  }

  private PolicyDef policy() {
    return new PolicyDef(
        any(ReviewPolicy.values()),
        any(ReviewPolicy.values()),
        any(ConflictPolicy.values()),
        new PolicyDef.Deletes(any(DeletePolicy.values()), any(DeletePolicy.values())),
        new PolicyDef.DeleteLimit(50 + random.nextInt(2), 10 + random.nextInt(2)));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
