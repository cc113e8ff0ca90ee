package org.duplexsync.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.Set;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/**
 * The part of a filter that a listing can apply on the server: only literal names of directories
 * that no earlier include rule could rescue. Each path left out this way is excluded by the filter;
 * the reverse doesn't hold.
 *
 * @param paths directories that need be neither named nor entered
 * @param names names of directories, anywhere, that need be neither named nor entered
 * @param hollow directories that are listed themselves while all below them is excluded ({@code
 *     /cache/**})
 */
public record Prunes(Set<RelPath> paths, Set<Bytes> names, Set<RelPath> hollow) {
  public Prunes {
    paths = Set.copyOf(paths);
    names = Set.copyOf(names);
    hollow = Set.copyOf(hollow);
  }

  static Prunes of(FilterSet filter) {
    Set<RelPath> paths = new HashSet<>();
    Set<Bytes> names = new HashSet<>();
    Set<RelPath> hollow = new HashSet<>();
    for (int i = 0; i < filter.rules().size(); i++) {
      Rule rule = filter.rules().get(i);
      Literal literal = rule.include() ? null : Literal.of(Pattern.of(rule.pattern()));
      if (literal == null) {
        continue;
      }
      if (literal.hollow()) {
        if (literal.anchored() && !rescued(filter, i, null)) {
          hollow.add(literal.path());
        }
      } else if (literal.anchored()) {
        if (filter.excludes(literal.path(), true)) {
          paths.add(literal.path());
        }
      } else if (literal.path().depth() == 1 && !rescued(filter, i, literal.path())) {
        names.add(literal.path().name());
      }
    }
    return new Prunes(paths, names, hollow);
  }

  /** Could an include rule before this one match a directory of that name (null: anything)? */
  private static boolean rescued(FilterSet filter, int before, @Nullable RelPath name) {
    for (int i = 0; i < before; i++) {
      RuleMatcher earlier = filter.matcher(i);
      if (earlier.include()
          && (name == null || !earlier.byName() || earlier.matches(name, name.length(), true))) {
        return true;
      }
    }
    return false;
  }

  /** A pattern without wildcards but for {@code /**} or {@code /***} at its end. */
  private record Literal(RelPath path, boolean anchored, boolean hollow) {
    static @Nullable Literal of(Pattern pattern) {
      String body = new String(pattern.body().toArray(), ISO_8859_1);
      boolean hollow = body.endsWith("/**") && !pattern.directoryOnly();
      String base = body.replaceFirst("/\\*\\*\\*?\\z", "");
      boolean rest = body.endsWith("/**") && !hollow;
      boolean escapes = pattern.wild() && base.contains("\\");
      if (rest || escapes || base.matches("(?s).*[*?\\[].*") || base.isEmpty()) {
        return null;
      }
      try {
        byte[] bytes = base.getBytes(ISO_8859_1);
        return new Literal(RelPath.of(bytes), pattern.anchored(), hollow);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }
}
