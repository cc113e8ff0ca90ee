package org.duplexsync.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ordinary user is refused is what the kernel refuses it. */
class HelperRefusalsTest extends LocalTrees {
  private static final Set<Wish.Need> ALL = EnumSet.allOf(Wish.Need.class);

  private static List<String> refused(Tree tree, String... paths) throws HostException {
    List<Wish> wishes = new ArrayList<>();
    for (String path : paths) {
      wishes.add(new Wish(path(path), ALL));
    }
    List<String> told = new ArrayList<>();
    List<List<Refusal>> all = tree.refusals(wishes);
    for (int i = 0; i < all.size(); i++) {
      for (Refusal refusal : all.get(i)) {
        told.add(
            paths[i]
                + " "
                + refusal.need()
                + " "
                + refusal.why()
                + " "
                + refusal.at()
                + " "
                + refusal.entry().owner()
                + " "
                + Integer.toOctalString(refusal.entry().mode()));
      }
    }
    return told;
  }

  @Test
  void whatIsOnesOwnIsRefusedInNothing() throws Exception {
    user("umask 022; cd root && mkdir d && touch d/f f && ln -s nowhere l && mkdir d/e");
    assertEquals(List.of(), refused(tree(), "f", "l", "d", "d/f", "d/e", "d/new", "none/at/all"));
    assertEquals(List.of(), tree().refusals(List.of()));
  }

  @Test
  void aDirectoryOfAnotherLetsNothingInOrOut() throws Exception {
    sh("cd root && mkdir ro && touch ro/f && chmod 0755 ro && chmod 0644 ro/f");
    assertEquals(
        List.of(
            "ro/f ADD UNWRITABLE ro root 755",
            "ro/f TAKE UNWRITABLE ro root 755",
            "ro/f LEAVE UNWRITABLE ro root 755",
            "ro/f OWN FOREIGN ro/f root 644",
            "ro/new ADD UNWRITABLE ro root 755",
            "ro/new TAKE UNWRITABLE ro root 755",
            "ro/new LEAVE UNWRITABLE ro root 755"),
        refused(tree(), "ro/f", "ro/new"));
    sh("setfacl -m u:65534:rwx root/ro && setfacl -m u:65534:r root/ro/f");
    assertEquals(
        List.of("ro/f OWN FOREIGN ro/f root 644"),
        refused(tree(), "ro/f", "ro/new"),
        "by its list");
  }

  @Test
  void filesOfAnotherAreReplacedAndNotReadOrSet() throws Exception {
    sh("cd root && touch secret && chmod 0600 secret && mkdir d && chmod 0755 d");
    assertEquals(
        List.of(
            "secret READ UNREADABLE secret root 600",
            "secret OWN FOREIGN secret root 600",
            "d LEAVE UNWRITABLE d root 755",
            "d OWN FOREIGN d root 755"),
        refused(tree(), "secret", "d"));
    user("touch root/mine && chmod 0 root/mine");
    assertEquals(
        List.of("mine READ UNREADABLE mine nobody 0"),
        refused(tree(), "mine"),
        "its owner may do everything else");
  }

  @Test
  void inAStickyDirectoryOnlyWhatIsOnesOwnGoes() throws Exception {
    sh("cd root && mkdir t && chmod 1777 t && touch t/theirs && chmod 0666 t/theirs");
    user("touch root/t/mine");
    assertEquals(
        List.of(
            "t/theirs TAKE STICKY t/theirs root 666",
            "t/theirs LEAVE STICKY t/theirs root 666",
            "t/theirs OWN FOREIGN t/theirs root 666"),
        refused(tree(), "t/theirs", "t/mine", "t/new"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"i", "a"})
  void whatIsImmutableOrAppendOnlyStays(String flag) throws Exception {
    user("cd root && touch f && mkdir d && touch d/f");
    sh("chattr +" + flag + " root/f root/d");
    try {
      List<String> told = refused(tree(), "f", "d/f");
      assertEquals(
          List.of(
              "f TAKE FIXED f nobody 644",
              "f LEAVE FIXED f nobody 644",
              "f OWN FIXED f nobody 644"),
          told.subList(0, 3));
      assertEquals(flag.equals("i"), told.contains("d/f ADD FIXED d nobody 755"), told.toString());
      assertEquals(true, told.contains("d/f TAKE FIXED d nobody 755"), told.toString());
    } finally {
      sh("chattr -" + flag + " root/f root/d");
    }
    assertEquals(List.of(), refused(tree(), "f", "d/f"));
  }

  @Test
  void withoutStatxTheFlagsAreNotKnownAndAllElseIs() throws Exception {
    sh("cd root && mkdir ro && touch ro/f && chmod 0755 ro");
    assertFalse(refused(tree("statx"), "ro/f").isEmpty());
  }

  @Test
  void manyAreAnsweredInOrder() throws Exception {
    user("cd root && for i in 1 2 3 4 5 6 7 8 9; do mkdir d$i; touch d$i/f; done");
    sh("chown root root/d5 && chmod 0755 root/d5");
    Tree tree = tree();
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      wishes.add(new Wish(path("d" + (i % 9 + 1) + "/f"), Set.of(Wish.Need.TAKE)));
    }
    List<List<Refusal>> all = tree.refusals(wishes);
    assertEquals(2_500, all.size());
    for (int i = 0; i < all.size(); i++) {
      assertEquals(i % 9 == 4, !all.get(i).isEmpty(), "at " + i);
    }
  }
}
