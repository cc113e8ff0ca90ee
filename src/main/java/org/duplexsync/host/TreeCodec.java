package org.duplexsync.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duplexsync.model.RelPath;

/** How files, stage asks and facts of a root stand on the wire. */
final class TreeCodec {
  private static final int MOST_SWEPT = 1_000_000;

  private TreeCodec() {}

  static Put expected(List<Expected> files) {
    Put body = new Put();
    return body.each(
        files, file -> body.path(file.path()).entry(file.entry()).u8(file.grown() ? 1 : 0));
  }

  static void ask(Put body, StageAsk ask) {
    body.str(ask.name()).path(ask.path()).entry(ask.source()).optional(ask.replaces(), body::entry);
  }

  static void adopt(Put body, Adopt file) {
    body.path(file.file());
    ask(body, file.ask());
    body.raw(file.sha256().value().toArray(), 0, 32);
  }

  static Hashed hashed(Take take) throws HostException {
    int what = take.u8();
    return switch (what) {
      case 'H' -> new Hashed.Ok(take.sha256(), take.entry());
      case 'D' -> new Hashed.Drifted(take.seen());
      case 'X' -> new Hashed.Failed(take.text());
      default -> throw new WireException("no such hash: " + what);
    };
  }

  static StageOutcome staged(Take take) throws HostException {
    int what = take.u8();
    return switch (what) {
      case 'S' -> new StageOutcome.Staged(take.entry(), texts(take, take.u16()));
      case 'X' -> failed(take);
      case 'N' -> new StageOutcome.Abandoned();
      default -> throw new WireException("no such stage: " + what);
    };
  }

  private static StageOutcome failed(Take take) throws WireException {
    boolean full = take.flag();
    return new StageOutcome.Failed(take.text(), full);
  }

  private static List<String> texts(Take take, int count) throws WireException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(take.text());
    }
    return List.copyOf(texts);
  }

  static Swept swept(Take take) throws HostException {
    int removed = take.count(Integer.MAX_VALUE);
    List<Swept.Kept> kept = new ArrayList<>();
    for (int i = take.count(MOST_SWEPT); i > 0; i--) {
      kept.add(new Swept.Kept(take.text(), take.entry(), take.flag() ? path(take) : null));
    }
    return new Swept(removed, List.copyOf(kept), texts(take, take.count(MOST_SWEPT)));
  }

  private static RelPath path(Take take) throws WireException {
    try {
      return RelPath.of(take.str());
    } catch (IllegalArgumentException e) {
      throw new WireException(String.valueOf(e.getMessage()));
    }
  }

  static TreeFacts facts(Take take) throws WireException {
    return new TreeFacts(
        take.plain(),
        take.i64(),
        take.i64(),
        take.text(),
        take.plain(),
        take.plain(),
        Duration.ofNanos(take.natural()),
        take.flag(),
        take.flag(),
        take.flag(),
        take.flag(),
        take.flag(),
        take.flag(),
        take.natural(),
        take.natural(),
        mounts(take),
        take.flag(),
        texts(take, take.count(100)));
  }

  private static List<RelPath> mounts(Take take) throws WireException {
    List<RelPath> mounts = new ArrayList<>();
    for (int i = take.count(1000); i > 0; i--) {
      mounts.add(path(take));
    }
    return List.copyOf(mounts);
  }
}
