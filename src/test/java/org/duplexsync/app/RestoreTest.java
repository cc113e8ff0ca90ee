package org.duplexsync.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duplexsync.Await;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Old contents at the terminal: listed and put back, with a live engine and without one. */
class RestoreTest {
  private static final String NO_REVIEW =
      "\"policy\": {\"reviewAtStart\": \"never\", \"reviewOnReturn\": \"never\"},";

  @TempDir Path directory;
  private LocalJob job = new LocalJob(Path.of("/"), Path.of("/"));
  private @Nullable Process engine;

  @BeforeEach
  void twoTreesThatAgree() throws IOException {
    job = LocalJob.in(directory, NO_REVIEW, "");
    Files.createDirectory(job.a("d"));
    for (String name : new String[] {"d/x", "d/y", "kept"}) {
      Files.writeString(job.a(name), "content of " + name);
    }
    job.run("sync", "--approve", "all", "--yes").exits(0);
  }

  @AfterEach
  void end() throws InterruptedException {
    if (engine != null) {
      engine.destroyForcibly().waitFor();
    }
  }

  private void live() throws Exception {
    Process started = job.process("run").start();
    engine = started;
    Await.until(
        "it is live",
        () -> {
          assertTrue(started.isAlive(), job.said());
          return job.run("status", "--live").exit() == 0;
        });
  }

  /** A version is recorded a moment after its path has changed. */
  private void awaitVersions(String path, int count) throws Exception {
    Await.until(
        "its old content is listed",
        () -> job.run("versions", path, "--json").json().at("/pairs/0/versions").size() == count);
  }

  @Test
  void whatALivePairDeletedIsListedAndComesBackOnBothSides() throws Exception {
    live();
    Files.delete(job.a("d/x"));
    Files.delete(job.a("d/y"));
    Files.delete(job.a("d"));
    Await.until("it went from B", () -> !Files.exists(job.b("d")));
    awaitVersions("d", 2);
    String listed = job.run("versions", "d").exits(0).out();
    assertTrue(listed.contains("  d/x") && listed.contains("B:"), listed);
    assertEquals(2, listed.lines().count(), listed);
    JsonNode versions = job.run("versions", "--json").json().at("/pairs/0/versions");
    assertEquals(2, versions.size());
    assertEquals("FILE", versions.at("/0/was/kind").asString());
    DuplexRun back = job.run("restore", "d", "--below", "--since", "10m").exits(0);
    assertTrue(back.out().contains("d/x is back on too"), back.out());
    Await.until("both are on A", () -> Files.exists(job.a("d/x")) && Files.exists(job.a("d/y")));
    assertEquals("content of d/x", Files.readString(job.a("d/x")));
    assertEquals("content of d/y", Files.readString(job.b("d/y")));
    assertTrue(
        job.run("restore", "d/x").exits(1).out().contains("is there on"), "nothing is replaced");
  }

  @Test
  void anOldContentGetsAnotherNameWhereItsOwnIsTaken() throws Exception {
    live();
    Files.writeString(job.a("kept"), "edited on A");
    Await.until("it travelled", () -> Files.readString(job.b("kept")).equals("edited on A"));
    awaitVersions("kept", 1);
    String id =
        job.run("versions", "kept", "--json").json().at("/pairs/0/versions/0/version").asString();
    job.run("restore", "kept", "--version", id, "--as", "kept.old").exits(0);
    Await.until("it is on A", () -> Files.exists(job.a("kept.old")));
    assertEquals("content of kept", Files.readString(job.a("kept.old")));
    assertEquals("edited on A", Files.readString(job.b("kept")));
  }

  @Test
  void withoutAnEngineTheNextCompareProposesTheRest() throws Exception {
    Files.delete(job.a("kept"));
    job.run("sync", "--approve", "all", "--deletes", "propagate", "--yes").exits(0);
    assertFalse(Files.exists(job.b("kept")));
    DuplexRun back = job.run("restore", "kept").exits(1);
    assertTrue(back.out().contains("The next compare proposes to copy it"), back.out());
    assertEquals("content of kept", Files.readString(job.b("kept")));
    assertFalse(Files.exists(job.a("kept")));
    job.run("sync", "--approve", "safe", "--yes").exits(0);
    assertEquals("content of kept", Files.readString(job.a("kept")));
  }

  @Test
  void whatCanNotBeMeantIsSaid() {
    assertTrue(job.run("restore", "kept").exits(3).err().contains("No such old content"));
    assertTrue(job.run("restore", "kept", "--version", "7").exits(3).err().contains("no version"));
    assertTrue(job.run("versions", "--since", "soon").exits(3).err().contains("no time"));
    assertTrue(job.run("versions", "../x").exits(3).err().contains("no path below the roots"));
    job.run("restore", ".", "--below", "--as", "x").exits(3);
    assertTrue(job.run("versions").exits(0).out().contains("no old content is kept there"));
  }
}
