package org.duplexsync.host;

import java.time.Instant;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** A listing as the helper streams it; takes {@link ListingRecords} and checks the trailer. */
final class HelperListing implements Listing {
  private static final long GRANT = Wire.WINDOW / 4;

  private final HelperHost host;
  private final Answer answer;
  private final RelPath below;
  private final ListingRecords records;
  private final boolean since;
  private long ungranted;
  private long found;
  private boolean first = true;
  private boolean ended;

  HelperListing(HelperHost host, Answer answer, Scope scope, RelPath below, long device) {
    this.host = host;
    this.answer = answer;
    this.below = below;
    this.since = scope instanceof Scope.Since;
    boolean marked = scope instanceof Scope.Since(var known, var _) && known != null;
    this.records = new ListingRecords(host.names(), device, below, marked);
  }

  @Override
  public Item next() throws HostException {
    if (ended) {
      throw new IllegalStateException("the listing has ended");
    }
    try {
      Item item = take();
      if (item instanceof Found) {
        found++;
      }
      return item;
    } catch (WireException e) {
      ended = true;
      throw host.broken(e);
    } catch (TreeException e) {
      throw e.asHost();
    }
  }

  private Item take() throws HostException, TreeException {
    while (true) {
      Item item = records.next();
      if (item != null) {
        return item;
      }
      Answer.Part part = answer.next(Wire.PATIENCE);
      if (part.last()) {
        return trailer(new Take(part.bytes(), host.names()));
      }
      grant(part.bytes().length + 9L);
      if (first && !below.isRoot()) {
        first = false;
        Item itself = itself(new Take(part.bytes(), host.names()));
        if (itself != null) {
          return itself;
        }
      } else {
        records.feed(part.bytes());
      }
    }
  }

  private void grant(long bytes) throws HostException {
    ungranted += bytes;
    if (ungranted >= GRANT) {
      host.wire().grant(answer, ungranted);
      ungranted = 0;
    }
  }

  /** The directory that a listing below a path starts with. */
  private @Nullable Item itself(Take take) throws HostException {
    Seen seen = take.seen();
    String closed = take.text();
    take.end();
    return switch (seen) {
      case Seen.Absent _ -> null;
      case Seen.Unknown(String reason) -> new Trouble(below, reason);
      case Seen.Present(Entry entry) -> new Found(below, entry, closed.isEmpty() ? null : closed);
    };
  }

  private Item trailer(Take take) throws WireException {
    records.end();
    long count = take.natural();
    Instant started = take.time();
    Bytes incomplete = Bytes.of(take.str());
    boolean kept = since && take.flag();
    take.end();
    if (count != records.count()) {
      throw new WireException(
          "it listed " + count + " records and " + records.count() + " came in");
    }
    ended = true;
    host.wire().done(answer, true);
    return new End(found, incomplete.length() == 0 ? null : incomplete.toString(), started, kept);
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      host.wire().done(answer, false);
    }
  }
}
