package org.duplexsync.host.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.duplexsync.host.Refusal;
import org.duplexsync.host.TreeSpec;
import org.duplexsync.host.Wish;
import org.duplexsync.model.RelPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same refusals as those of a helper ({@code HelperRefusalsTest}). */
class RefusingTest {
  private static final Account WEB = Account.of("web");
  private static final TreeSpec SPEC =
      new TreeSpec("p", "/srv/root", "/srv/tmp", null, Set.of(), Set.of(), false, false);

  private final MemoryMachine machine = new MemoryMachine("m", new Timeline());
  private final MemoryUser web = machine.user(WEB, "/srv/root");
  private final MemoryUser root = machine.user(Account.ROOT, "/srv/root");

  @BeforeEach
  void directories() {
    machine.provide(WEB, "/srv/root", 0755);
    machine.provide(WEB, "/srv/tmp", 0755);
  }

  private List<String> refused(String path) throws Exception {
    Wish wish = new Wish(RelPath.of(path), EnumSet.allOf(Wish.Need.class));
    return machine.connect(WEB, Hook.NONE).open(SPEC).refusals(List.of(wish)).getFirst().stream()
        .map((Refusal it) -> it.need() + " " + it.why() + " " + it.at() + " " + it.entry().owner())
        .toList();
  }

  @Test
  void whatIsOnesOwnIsRefusedInNothing() throws Exception {
    web.makeDirectory("d");
    web.write("d/f", "x".getBytes(UTF_8));
    for (String path : List.of("d", "d/f", "d/new", "none/at/all")) {
      assertEquals(List.of(), refused(path), path);
    }
  }

  @Test
  void aDirectoryOfAnotherLetsNothingInOrOut() throws Exception {
    root.makeDirectory("ro");
    root.write("ro/f", "x".getBytes(UTF_8));
    assertEquals(
        List.of(
            "ADD UNWRITABLE ro root",
            "TAKE UNWRITABLE ro root",
            "LEAVE UNWRITABLE ro root",
            "OWN FOREIGN ro/f root"),
        refused("ro/f"));
    assertEquals(List.of("LEAVE UNWRITABLE ro root", "OWN FOREIGN ro root"), refused("ro"));
  }

  @Test
  void filesOfAnotherAreReplacedAndNotReadOrSet() throws Exception {
    root.write("secret", "x".getBytes(UTF_8));
    root.chmod("secret", 0600);
    assertEquals(
        List.of("READ UNREADABLE secret root", "OWN FOREIGN secret root"), refused("secret"));
  }

  @Test
  void inAStickyDirectoryOnlyWhatIsOnesOwnGoes() throws Exception {
    root.makeDirectory("t");
    root.chmod("t", 01777);
    root.write("t/theirs", "x".getBytes(UTF_8));
    web.write("t/mine", "x".getBytes(UTF_8));
    assertEquals(
        List.of(
            "TAKE STICKY t/theirs root", "LEAVE STICKY t/theirs root", "OWN FOREIGN t/theirs root"),
        refused("t/theirs"));
    assertEquals(List.of(), refused("t/mine"));
  }
}
