package org.duplexsync.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.duplexsync.model.InotifyMode;
import org.junit.jupiter.api.Test;

class PaceDefTest {
  private static Job read(String pair, String settings) throws JobFileException {
    return JobFile.parse(
            "web",
            """
            {"name": "web", "hosts": {"one": {}, "here": {"local": true}},
             "pairs": [{"name": "images", %s "a": {"host": "one", "user": "u", "root": "/a"},
                        "b": {"host": "here", "root": "/b"}}],
             "settings": {%s}}
            """
                .formatted(pair, settings))
        .job();
  }

  private static Pace pace(String pair, String settings) throws JobFileException {
    Job job = read(pair, settings);
    return job.pairs().getFirst().pace().over(job.settings().pace());
  }

  @Test
  void thePairSaysItBeforeTheSettingsAndTheseBeforeTheDefaults() throws Exception {
    assertEquals(Pace.DEFAULT, pace("", ""));
    Pace set =
        pace("\"delay\": 0, \"inotifyMode\": \"CloseWrite\",", "\"delay\": 5, \"maxProcesses\": 2");
    assertEquals(Duration.ZERO, set.delay(), "spelled out, though it is the default");
    assertEquals(2, set.maxProcesses());
    assertEquals(InotifyMode.CLOSE_WRITE, set.inotifyMode());
  }

  @Test
  void insistIsOnUnlessTurnedOff() throws Exception {
    assertEquals(true, read("", "").settings().insist());
    assertEquals(false, read("", "\"insist\": false").settings().insist());
  }
}
