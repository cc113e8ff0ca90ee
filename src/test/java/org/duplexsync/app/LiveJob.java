package org.duplexsync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duplexsync.lab.Lab;
import org.duplexsync.model.Side;

/** Jobs over the lab's two image trees for live mode. */
final class LiveJob {
  /** Every default is taken at once, and deletes travel however many they are. */
  static final String NEVER =
      """
      "reviewAtStart": "never", "reviewOnReturn": "never",
      "deletes": {"atStart": "propagate", "running": "propagate"},
      "deleteLimit": {"count": 1000000, "percent": 100}, "onConflict": "%s"
      """;

  /** What is safe goes at once, the rest waits. */
  static final String WHEN_UNSAFE =
      """
      "reviewAtStart": "when-unsafe", "reviewOnReturn": "when-unsafe",
      "deletes": {"atStart": "propagate", "running": "propagate"},
      "deleteLimit": {"count": 1000000, "percent": 100}, "onConflict": "%s"
      """;

  private LiveJob() {}

  static LabJob images(Lab lab, Path directory, String policy) throws IOException {
    String text =
        """
        {"name": "web", "hosts": {"tgt-a": %s, "tgt-b": %s},
         "pairs": [{"name": "images", "policy": {%s},
          "a": {"host": "tgt-a", "user": "webmgr", "root": "%s", "tempDir": "/home/webmgr/tmpdir/imgcms"},
          "b": {"host": "tgt-b", "user": "imgcms", "root": "%s", "tempDir": "/home/imgcms/tmpdir"}}]}
        """
            .formatted(
                LabJob.host(lab, Side.A),
                LabJob.host(lab, Side.B),
                policy,
                LabJob.ROOT_A,
                LabJob.ROOT_B);
    return new LabJob(
        lab, directory, Files.writeString(directory.resolve("web.duplex.json"), text));
  }
}
