package org.duplexsync.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Route;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  static final Path EXAMPLES = Path.of("docs", "examples");

  @Test
  void twoPairsOfTheDocument() throws Exception {
    Job job = JobFile.read(EXAMPLES.resolve("web.duplex.json")).job();
    assertEquals("web", job.name());
    PairDef images = job.pairs().getFirst();
    assertEquals("/home/webmgr/tmpdir/imgcms", images.a().tempDir());
    assertEquals("imgcms", images.b().user());
    assertEquals(PolicyDef.DEFAULT, images.policy());
    assertTrue(images.rules().excludes(RelPath.of("cache/x"), false));
    assertEquals(PolicyDef.DEFAULT, job.pairs().getLast().policy());
    assertEquals(Settings.DEFAULT, job.settings());
    HostDef.Ssh a = (HostDef.Ssh) job.host(images.a());
    assertEquals("~/.ssh/operator", a.identityFile());
    assertEquals(22, a.port());
    HostDef.Ssh b = (HostDef.Ssh) job.host(images.b());
    assertNull(b.port());
    assertNull(b.knownHosts());
  }

  @Test
  void oneSideHere() throws Exception {
    Job job = JobFile.read(EXAMPLES.resolve("local.duplex.json")).job();
    PairDef site = job.pairs().getFirst();
    assertEquals(new HostDef.Local("here"), job.host(site.a()));
    assertNull(site.a().user());
    assertEquals(Route.BRIDGE, site.route());
    assertEquals(Duration.ofDays(90), site.keepVersions());
    assertEquals(3, site.rules().rules().size());
  }
}
