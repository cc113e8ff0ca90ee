package org.duplexsync.host;

import static org.duplexsync.host.Contract.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.duplexsync.host.News.Hint;
import org.junit.jupiter.api.Test;

class NewsFoldTest {
  private static News dirty(String name, Hint hint) {
    return new News.Dirty(path(name), hint);
  }

  @Test
  void ofOnePathTheLatestStandsAtItsPlace() {
    NewsFold fold = new NewsFold();
    fold.add(dirty("a", Hint.WRITING));
    fold.add(dirty("b", Hint.WRITTEN));
    fold.add(new News.Below(path("a")));
    fold.add(dirty("a", Hint.WRITTEN));
    assertEquals(
        List.of(dirty("b", Hint.WRITTEN), new News.Below(path("a")), dirty("a", Hint.WRITTEN)),
        fold.take());
    assertTrue(fold.isEmpty());
    assertEquals(List.of(), fold.take());
  }

  @Test
  void beyondTheBoundOneOverflowStandsForAllButWhatSaysNoPlace() {
    NewsFold fold = new NewsFold(3);
    News watching = new News.Watching(1, null);
    fold.add(dirty("a", Hint.GONE));
    fold.add(watching);
    fold.add(dirty("b", Hint.GONE));
    fold.add(dirty("c", Hint.GONE));
    fold.add(dirty("d", Hint.GONE));
    fold.add(new News.Ended("gone"));
    assertEquals(List.of(watching, new News.Overflow(), new News.Ended("gone")), fold.take());
    fold.add(dirty("d", Hint.GONE));
    assertEquals(List.of(dirty("d", Hint.GONE)), fold.take(), "starts anew once taken");
  }

  @Test
  void ofHowItIsWatchedTheLatestCounts() {
    NewsFold fold = new NewsFold();
    fold.add(new News.Watching(1, null));
    fold.add(new News.Watching(2, null));
    assertEquals(List.of(new News.Watching(2, null)), fold.take());
  }
}
