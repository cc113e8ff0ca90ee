package org.duplexsync.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.model.ConflictPolicy;
import org.duplexsync.model.DeletePolicy;
import org.duplexsync.model.InotifyMode;
import org.duplexsync.model.ReviewPolicy;
import org.duplexsync.model.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileTest {
  private static JobFile web() throws JobFileException {
    return JobFile.read(ExamplesTest.EXAMPLES.resolve("web.duplex.json"));
  }

  private static Job withPairs(Job job, List<PairDef> pairs) {
    return new Job(job.name(), job.hosts(), pairs, job.settings());
  }

  private static PairDef excluding(PairDef pair, List<String> exclude, PolicyDef policy) {
    return new PairDef(
        pair.name(),
        pair.a(),
        pair.b(),
        pair.filter(),
        pair.include(),
        exclude,
        policy,
        pair.route(),
        pair.setIds(),
        pair.keepVersions(),
        pair.pace());
  }

  @Test
  void everyFieldSurvivesWritingAndReading() throws Exception {
    HostDef full =
        new HostDef.Ssh(
            "one",
            "one.example.org",
            2222,
            "~/.ssh/k",
            "/etc/known",
            "u@j:22",
            Duration.ofSeconds(3),
            Duration.ofSeconds(4));
    Map<String, HostDef> hosts = new LinkedHashMap<>();
    hosts.put("one", full);
    hosts.put("bare", HostDef.Ssh.of("bare", "bare"));
    hosts.put("here", new HostDef.Local("here"));
    PairDef pair =
        new PairDef(
            "p",
            new SideDef("one", "u", "/a \"\\ \u00e9", "/t", "/v"),
            new SideDef("here", null, "/b", null, null),
            List.of("+ \u65e5", "- \\*x?"),
            List.of("i"),
            List.of("e"),
            new PolicyDef(
                ReviewPolicy.NEVER,
                ReviewPolicy.ALWAYS,
                ConflictPolicy.KEEP_BOTH,
                new PolicyDef.Deletes(DeletePolicy.HOLD, DeletePolicy.RESTORE),
                new PolicyDef.DeleteLimit(0, 100)),
            Route.HELPER,
            true,
            Duration.ofDays(1),
            new PaceDef(
                Duration.ZERO,
                3,
                InotifyMode.CLOSE_WRITE,
                0,
                Duration.ZERO,
                Duration.ofSeconds(1)));
    PairDef plain =
        PairDef.of(
            "q",
            new SideDef("bare", "u", "/c", null, null),
            new SideDef("one", "u", "/d", null, null));
    Pace pace =
        new Pace(
            Duration.ofSeconds(1),
            2,
            InotifyMode.MODIFY,
            500,
            Duration.ofDays(2),
            Duration.ofSeconds(3));
    Reports reports =
        new Reports(
            "/run/web.status", Duration.ofSeconds(30), "~/web.log", List.of("/bin/tell", "", "$x"));
    Settings settings = new Settings(pace, Duration.ofSeconds(9), false, reports);
    for (Settings each : List.of(settings, Settings.DEFAULT)) {
      Job job = new Job("j", hosts, List.of(pair, plain), each);
      Job read = JobFile.parse("j", JobFile.of(job).text()).job();
      assertEquals(job, read);
      assertEquals(List.copyOf(job.hosts().keySet()), List.copyOf(read.hosts().keySet()));
    }
  }

  @Test
  void unchangedIsNotTouched() throws Exception {
    JobFile file = web();
    assertSame(file, file.with(JobFile.parse("again", file.text()).job()));
  }

  @Test
  void onlyWhatChangedIsWritten() throws Exception {
    JobFile file = web();
    PairDef images = file.job().pairs().getFirst();
    PolicyDef policy = images.policy();
    PolicyDef held =
        new PolicyDef(
            policy.reviewAtStart(),
            policy.reviewOnReturn(),
            ConflictPolicy.HOLD,
            policy.deletes(),
            new PolicyDef.DeleteLimit(5, 10));
    List<PairDef> pairs = new ArrayList<>(file.job().pairs());
    pairs.set(0, excluding(images, List.of("*.swp"), held));
    String expected =
        file.text()
            .replace("[\"*.swp\", \"/cache/**\"]", "[\"*.swp\"]")
            .replaceFirst("\"onConflict\": \"newer\"", "\"onConflict\": \"hold\"")
            .replace("\"count\": 50", "\"count\": 5");
    assertChanged(file, withPairs(file.job(), pairs), expected);
  }

  @Test
  void keysComeAndGo() throws Exception {
    JobFile file = web();
    PairDef cgi = file.job().pairs().getLast();
    SideDef bare = new SideDef("tgt-b", "cgicms", "/home/cgicms/cgi-bins", null, null);
    PairDef changed =
        new PairDef(
            cgi.name(),
            cgi.a(),
            bare,
            List.of(),
            List.of(),
            List.of("x"),
            cgi.policy(),
            cgi.route(),
            false,
            cgi.keepVersions(),
            PaceDef.NONE);
    String expected =
        file.text()
            .replace(", \"tempDir\": \"/home/cgicms/tmpdir\"", "")
            .replace(
                "\"running\": \"propagate\"}}}]",
                "\"running\": \"propagate\"}},\n            \"exclude\": [\"x\"]}]");
    assertChanged(
        file, withPairs(file.job(), List.of(file.job().pairs().getFirst(), changed)), expected);
  }

  @Test
  void pairsComeAndGo() throws Exception {
    JobFile file = web();
    List<PairDef> pairs = file.job().pairs();
    JobFile one = file.with(withPairs(file.job(), List.of(pairs.getLast())));
    assertEquals(one.job(), JobFile.parse("one", one.text()).job());
    assertTrue(
        one.text().contains("\"pairs\": [\n           {\"name\": \"cgi-bins\",\n"), one.text());
    PairDef third =
        PairDef.of(
            "third",
            new SideDef("tgt-a", "u", "/x", null, null),
            new SideDef("tgt-b", "u", "/y", null, null));
    List<PairDef> three = new ArrayList<>(pairs);
    three.add(third);
    JobFile more = file.with(withPairs(file.job(), three));
    assertEquals(three, JobFile.parse("more", more.text()).job().pairs());
    int cut = file.text().indexOf("],\n \"settings\"");
    assertTrue(
        more.text().startsWith(file.text().substring(0, cut) + ",\n           {"), more.text());
  }

  private static void assertChanged(JobFile file, Job job, String expected) throws Exception {
    JobFile changed = file.with(job);
    assertEquals(expected, changed.text());
    assertEquals(job, JobFile.parse("changed", changed.text()).job());
  }

  @Test
  void writtenAtOnceThroughLinksWithTheSameMode(@TempDir Path directory) throws Exception {
    Path real = Files.writeString(directory.resolve("real.json"), "old");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link.json"), real);
    web().write(link);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(web().job(), JobFile.read(real).job());
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    try (var files = Files.list(directory)) {
      assertEquals(2, files.count());
    }
    web().write(directory.resolve("new.json"));
    assertEquals(web().text(), Files.readString(directory.resolve("new.json")));
  }

  @Test
  void whatCannotBeReadIsSaidWithItsReason() {
    assertEquals(
        "permission denied; let this account read it",
        JobFile.reason(new AccessDeniedException("/home/web/web.duplex.json")));
    var directory = assertThrows(JobFileException.class, () -> JobFile.read(Path.of("/tmp")));
    String said = String.valueOf(directory.getMessage());
    assertTrue(said.contains("can't be read: Is a directory"), said);
  }

  @Test
  void aFileSteersNoTerminalWithItsMistakes() {
    String odd = "{\"k\u009b31m\u202e\u2028\": \"v\u0085\"}";
    var e = assertThrows(JobFileException.class, () -> JobFile.parse("web.json", odd));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.contains("k?31m??: is no key"), said);
    assertEquals(-1, said.indexOf('\u009b'));
  }
}
