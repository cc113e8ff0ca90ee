package org.duplexsync.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * News not yet taken: in order, none twice, of one path the latest only, and never more than a
 * bound. Beyond it they become one {@link News.Overflow}, which says all that the others said. Not
 * thread safe.
 */
public final class NewsFold {
  private static final int MAX = 100_000;

  private final Map<Object, News> kept = new LinkedHashMap<>();
  private final int max;
  private boolean overflowed;

  public NewsFold() {
    this(MAX);
  }

  NewsFold(int max) {
    this.max = max;
  }

  public void add(News news) {
    if (news instanceof News.Overflow) {
      overflow();
    } else if (!isPlace(news) || !overflowed) {
      Object key = key(news);
      kept.remove(key);
      kept.put(key, news);
      if (kept.size() > max) {
        overflow();
      }
    }
  }

  private void overflow() {
    overflowed = true;
    kept.values().removeIf(news -> isPlace(news) || news instanceof News.Overflow);
    kept.put(new News.Overflow(), new News.Overflow());
  }

  private static Object key(News news) {
    return switch (news) {
      case News.Dirty(var path, _) -> path;
      case News.Watching _ -> News.Watching.class;
      case News.WatchLimit _ -> News.WatchLimit.class;
      case News.Ended _ -> News.Ended.class;
      case News.Inside _, News.Below _, News.Overflow _ -> news;
    };
  }

  /** It says where to look, which an overflow says of everything. */
  private static boolean isPlace(News news) {
    return switch (news) {
      case News.Dirty _, News.Inside _, News.Below _ -> true;
      case News.Watching _, News.WatchLimit _, News.Ended _, News.Overflow _ -> false;
    };
  }

  public boolean isEmpty() {
    return kept.isEmpty();
  }

  /** All that was kept; nothing is kept afterwards. */
  public List<News> take() {
    List<News> all = new ArrayList<>(kept.values());
    kept.clear();
    overflowed = false;
    return all;
  }
}
