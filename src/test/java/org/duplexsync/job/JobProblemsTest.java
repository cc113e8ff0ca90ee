package org.duplexsync.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobProblemsTest {
  private static final String RIGHT =
      """
      {"name": "web",
       "hosts": {"one": {"address": "one.example.org"}, "here": {"local": true}},
       "pairs": [{"name": "images",
                  "a": {"host": "one", "user": "web", "root": "/srv/a", "tempDir": "/srv/tmp"},
                  "b": {"host": "here", "root": "/srv/b"},
                  "exclude": ["*.swp"],
                  "policy": {"onConflict": "newer", "deletes": {"atStart": "hold"}}}],
       "settings": {"delay": 0}}
      """;

  /** What is put in the place of what, the key, and what the message must say. */
  private static Arguments row(String old, String now, String key, String says) {
    return Arguments.of(old, now, key, says);
  }

  static Stream<Arguments> rows() {
    return Stream.of(shape(), live(), values(), trees()).flatMap(rows -> rows);
  }

  static Stream<Arguments> shape() {
    return Stream.of(
        row("\"name\": \"web\",", "", "name", "is missing; write \"name\": \"web\""),
        row("\"hosts\"", "\"host\"", "host", "did you mean \"hosts\"?"),
        row("\"hosts\"", "\"host\"", "hosts", "is missing"),
        row("\"pairs\"", "\"pears\"", "pairs", "is missing"),
        row("\"delay\"", "\"Delay\"", "settings.Delay", "did you mean \"delay\"?"),
        row("\"root\": \"/srv/b\"", "\"rot\": \"/srv/b\"", "pairs[0].b.rot", "\"root\"?"),
        row("\"root\": \"/srv/b\"", "\"user\": \"x\"", "pairs[0].b.root", "is missing"),
        row("\"user\": \"web\",", "", "pairs[0].a.user", "is missing"),
        row("\"delay\": 0", "\"delay\": 0, \"delay\": 1", "settings.delay", "first in line 8"),
        row("{\"delay\": 0}", "[]", "settings", "is a list [ ]; write an object"),
        row("[\"*.swp\"]", "\"*.swp\"", "pairs[0].exclude", "write a list"),
        row("\"*.swp\"", "7", "pairs[0].exclude[0]", "is a number; write a text"),
        row("true", "\"yes\"", "hosts.here.local", "write true or false, without quotes"),
        row("\"delay\": 0", "\"delay\": \"0\"", "settings.delay", "without quotes"),
        row("\"delay\": 0", "\"delay\": null", "settings.delay", "delete the key"),
        row("\"delay\": 0", "\"delay\": 1e99999", "settings.delay", "from 0 to 3600"),
        row("\"delay\": 0", "\"delay\": -1", "settings.delay", "-1 is out of range"),
        row("\"delay\": 0", "\"maxProcesses\": 0", "settings.maxProcesses", "from 1 to 64"));
  }

  static Stream<Arguments> live() {
    String delay = "\"delay\": 0";
    String exclude = "\"exclude\": [\"*.swp\"]";
    return Stream.of(
        row(delay, "\"inotifyMode\": \"closewrite\"", "settings.inotifyMode", "\"CloseWrite\"?"),
        row(delay, "\"inotifyMode\": 1", "settings.inotifyMode", "a text between double quotes"),
        row(delay, "\"insist\": \"yes\"", "settings.insist", "true or false, without quotes"),
        row(delay, "\"bandwidthLimit\": \"2m\"", "settings.bandwidthLimit", "of KiB a second"),
        row(delay, "\"bandwidthLimit\": -1", "settings.bandwidthLimit", "-1 is out of range"),
        row(delay, "\"compareInterval\": -1", "settings.compareInterval", "from 0 to 2592000"),
        row(delay, "\"pollInterval\": 0", "settings.pollInterval", "from 1 to 3600"),
        row(delay, "\"statusInterval\": 0", "settings.statusInterval", "from 1 to 3600"),
        row(delay, "\"statusFile\": \"status\"", "settings.statusFile", "is relative"),
        row(delay, "\"logFile\": \"/x\"", "settings.logFile", "did you mean \"logfile\"?"),
        row(delay, "\"logfile\": \"~x/log\"", "settings.logfile", "only \"~/\""),
        row(
            delay,
            "\"notifyCommand\": \"mail ops\"",
            "settings.notifyCommand",
            "no shell reads it"),
        row(delay, "\"notifyCommand\": [1]", "settings.notifyCommand[0]", "write a text"),
        row(delay, "\"notifyCommand\": [\"mail\"]", "settings.notifyCommand[0]", "is relative"),
        row(
            delay,
            "\"notifyCommand\": [\"/m\", \"\\u0000\"]",
            "settings.notifyCommand[1]",
            "holds a NUL"),
        row(exclude, "\"delay\": 9999", "pairs[0].delay", "from 0 to 3600"),
        row(exclude, "\"inotifyMode\": \"x\"", "pairs[0].inotifyMode", "there are CloseWrite"),
        row(exclude, "\"insist\": true", "pairs[0].insist", "is no key of a job here"));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        row("\"web\",\n", "\"\",\n", "name", "is empty"),
        row("\"web\",\n", "\"../x\",\n", "name", "is no name"),
        row("\"here\": {", "\"a b\": {", "hosts.a b", "is no name"),
        row("\"images\"", "\"-x\"", "pairs[0].name", "is no name"),
        row("\"one\", \"user\"", "\"on\", \"user\"", "pairs[0].a.host", "did you mean \"one\"?"),
        row("\"user\": \"web\"", "\"user\": \"a b\"", "pairs[0].a.user", "is no account"),
        row("one.example.org", "me@one", "hosts.one.address", "holds a user"),
        row("one.example.org", "one:22", "hosts.one.address", "\"port\": 22"),
        row("one.example.org", "[::1]", "hosts.one.address", "without brackets"),
        row("one.example.org", "ssh://one", "hosts.one.address", "only the host's name"),
        row("one.example.org", "-oX", "hosts.one.address", "is no address"),
        row("\"local\": true", "\"local\": true, \"port\": 1", "hosts.here.port", "delete it"),
        row("{\"address\"", "{\"port\": 0, \"address\"", "hosts.one.port", "from 1 to 65535"),
        row(
            "{\"address\"",
            "{\"identityFile\": \"k\", \"address\"",
            "hosts.one.identityFile",
            "~/"),
        row("{\"address\"", "{\"knownHosts\": \"~x/k\", \"address\"", "hosts.one.knownHosts", "~/"),
        row(
            "{\"address\"", "{\"identityFile\": \"/k.pub\", \"address\"",
            "hosts.one.identityFile", "public half"),
        row("\"/srv/a\"", "\"srv/a\"", "pairs[0].a.root", "is relative; write the whole path"),
        row("\"/srv/a\"", "\"~/a\"", "pairs[0].a.root", "such as \"/home/webmgr/a\""),
        row("\"/srv/a\"", "\"one:/a\"", "pairs[0].a.root", "only the path"),
        row("\"/srv/a\"", "\"/srv/../a\"", "pairs[0].a.root", "holds \"..\""),
        row("\"/srv/a\"", "\"//\"", "pairs[0].a.root", "whole file system"),
        row("\"/srv/a\"", "\"/a\\u0000\"", "pairs[0].a.root", "control character"),
        row("\"/srv/a\"", "\"/a\\u009b31m\"", "pairs[0].a.root", "control character"),
        row("\"/srv/a\"", "\"\"", "pairs[0].a.root", "is empty"),
        row("\"/srv/tmp\"", "\"tmp\"", "pairs[0].a.tempDir", "is relative"),
        row("\"newer\"", "\"newest\"", "pairs[0].policy.onConflict", "did you mean \"newer\"?"),
        row("\"hold\"", "\"running\"", "pairs[0].policy.deletes.atStart", "restore"),
        row("*.swp", "[a", "pairs[0].exclude[0]", "close it with"),
        row("*.swp", "", "pairs[0].exclude[0]", "empty pattern"),
        row("\"exclude\": [\"", "\"filter\": [\"", "pairs[0].filter[0]", "\"- *.swp\""));
  }

  static Stream<Arguments> trees() {
    String second = ", {\"name\": \"two\", \"a\": {\"host\": \"one\", \"user\": \"web\", \"root\":";
    String rest = "}, \"b\": {\"host\": \"here\", \"root\": \"/srv/c\"}}]";
    return Stream.of(
        row(
            "}}}],",
            "}}}" + second + " \"/srv/a/\"" + rest + ",",
            "pairs[1].a.root",
            "another pair too, pairs[0].a.root (line 4)"),
        row(
            "}}}],",
            "}}}" + second + " \"/srv/a/x\"" + rest + ",",
            "pairs[1].a.root",
            "lies inside the root pairs[0].a.root (line 4)"),
        row(
            "}}}],",
            "}}}" + second + " \"/srv\"" + rest + ",",
            "pairs[0].a.root",
            "lies inside the root pairs[1].a.root"),
        row(
            "}}}],",
            "}}}" + second.replace("two", "images") + " \"/d\"" + rest + ",",
            "pairs[1].name",
            "pair in line 3 too"),
        row(
            "\"here\", \"root\": \"/srv/b\"", "\"one\", \"user\": \"x\", \"root\": \"/srv/a\"",
            "pairs[0].b.root", "is A's root too"),
        row("\"/srv/tmp\"", "\"/srv/a\"", "pairs[0].a.tempDir", "is the root pairs[0].a.root"),
        row(
            "\"here\", \"root\": \"/srv/b\"",
            "\"one\", \"user\": \"x\", \"root\": \"/srv/b\", \"tempDir\": \"/srv/tmp\"",
            "pairs[0].b.tempDir",
            "leads to the same directory as pairs[0].a.tempDir (line 4): /srv/tmp/duplex-images;"
                + " write a directory for this side alone, outside of its root and on the same"
                + " mount, such as \"tempDir\": \"/srv/.duplex-tmp-b\""),
        row(
            "\"user\": \"web\", \"root\": \"/srv/a\", \"tempDir\": \"/srv/tmp\"},\n"
                + "            \"b\": {\"host\": \"here\", \"root\": \"/srv/b\"}",
            "\"user\": \"web\", \"root\": \"/srv/a\"},\n\"b\": {\"host\": \"one\", \"user\": \"web\","
                + " \"root\": \"/srv/b\"}",
            "pairs[0].b.tempDir",
            "is missing, and the default is the same directory as pairs[0].a.tempDir (line 4):"
                + " ~web/.duplex/images; write"),
        row(
            "}}}],",
            "}}}, {\"name\": \"duplex-images\", \"a\": {\"host\": \"one\", \"user\": \"w\","
                + " \"root\": \"/d\"}, \"b\": {\"host\": \"one\", \"user\": \"w\", \"root\":"
                + " \"/e\", \"tempDir\": \"/home/w/.duplex\", \"versionsDir\": \"/v\"}},"
                + " {\"name\": \"p2\", \"a\": {\"host\": \"here\", \"root\": \"/f\","
                + " \"versionsDir\": \"/v\"}, \"b\": {\"host\": \"here\", \"root\": \"/g\","
                + " \"tempDir\": \"/t\", \"versionsDir\": \"/v\"}}],",
            "pairs[2].b.versionsDir",
            "leads to the same directory as pairs[2].a.versionsDir"),
        row("\"/srv/tmp\"", "\"/srv/a/t\"", "pairs[0].a.tempDir", "such as \"/srv/.duplex-tmp\""),
        row(
            "\"tempDir\": \"/srv/tmp\"", "\"versionsDir\": \"/srv/a/v\"",
            "pairs[0].a.versionsDir", "lies inside the root"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysWhatToWriteInstead(String old, String now, String key, String says) {
    assertTrue(RIGHT.contains(old), "the row's own mistake: " + old);
    String text =
        RIGHT.replaceFirst(
            java.util.regex.Pattern.quote(old), java.util.regex.Matcher.quoteReplacement(now));
    List<JobProblem> problems = problems(text.getBytes(StandardCharsets.UTF_8));
    assertTrue(
        problems.stream()
            .anyMatch(p -> p.key().equals(key) && p.message().contains(says) && p.line() > 0),
        () -> "told instead: " + problems);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenFiles(String text, String place, String says) {
    JobProblem problem = problems(text.getBytes(StandardCharsets.ISO_8859_1)).getFirst();
    assertEquals(place, problem.line() + ":" + problem.column(), problem.toString());
    assertTrue(problem.message().contains(says), problem.toString());
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("", "0:0", "is empty"),
        Arguments.of("[]", "1:1", "a job is an object"),
        Arguments.of("{} {}", "1:4", "after the end of the job"),
        Arguments.of("\u00ef\u00bb\u00bf{}", "1:1", "byte order mark"),
        Arguments.of("\u00ff\u00fe{\0", "1:1", "UTF-16"),
        Arguments.of("{\n \"name\": \"\u00ff\"}", "2:11", "no UTF-8"),
        Arguments.of("{\"name\": \"x\",\n}", "2:1", "delete the comma before it"),
        Arguments.of("{\"name\": \"x\"\n \"hosts\": {}}", "2:2", "write a comma"),
        Arguments.of("{// job\n}", "1:2", "no comments"),
        Arguments.of("{'name': 1}", "1:2", "straight double quotes"),
        Arguments.of("{name: 1}", "1:2", "between double quotes"),
        Arguments.of("{\"name\" \"x\"}", "1:9", "colon"));
  }

  @Test
  void bounds() {
    assertTrue(
        problems("{\"hosts\": {".getBytes(StandardCharsets.UTF_8))
            .getFirst()
            .message()
            .contains("ends too early"));
    assertTrue(
        problems(new byte[JobFile.MAX_LENGTH + 1]).getFirst().message().contains("no job file"));
    assertTrue(
        problems("[".repeat(1000).getBytes(StandardCharsets.UTF_8))
            .getFirst()
            .message()
            .contains("too many"));
    assertEquals(
        100,
        problems(
                RIGHT.replace("\"*.swp\"", "1,".repeat(500) + "1").getBytes(StandardCharsets.UTF_8))
            .size());
    var missing =
        assertThrows(JobFileException.class, () -> JobFile.read(Path.of("no-such.duplex.json")));
    assertEquals("no-such.duplex.json: there is no such file", missing.getMessage());
  }

  @Test
  void allAtOnceInOrderWithFileLineColumnAndKey() {
    String text = RIGHT.replace("\"/srv/b\"", "\"srv/b\"").replace("\"delay\": 0", "\"dely\": 0");
    var told =
        problems(text.getBytes(StandardCharsets.UTF_8)).stream().map(JobProblem::toString).toList();
    assertEquals(
        List.of(
            "web.json:5:43: pairs[0].b.root: \"srv/b\" is relative; write the whole path, such as"
                + " \"/home/webmgr/srv/b\"",
            "web.json:8:15: settings.dely: is no key of a job here; did you mean \"delay\"?"),
        told);
  }

  @Test
  void mistakesCannotSteerTheTerminal() {
    String text = RIGHT.replace("\"delay\"", "\"\\u001b[2J" + "x".repeat(5000) + "\"");
    JobProblem told = problems(text.getBytes(StandardCharsets.UTF_8)).getFirst();
    assertTrue(told.key().startsWith("settings.?[2Jxxx") && told.toString().length() < 900);
  }

  private static List<JobProblem> problems(byte[] bytes) {
    return assertThrows(JobFileException.class, () -> JobFile.parse("web.json", bytes)).problems();
  }

  @Test
  void theBaseOfTheTableIsRight() throws Exception {
    assertEquals("web", JobFile.parse("web.json", RIGHT).job().name());
  }
}
