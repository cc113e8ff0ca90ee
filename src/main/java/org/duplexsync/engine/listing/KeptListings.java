package org.duplexsync.engine.listing;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.duplexsync.engine.pair.Link;
import org.duplexsync.engine.pair.PairSpec;
import org.duplexsync.engine.pair.Sides;
import org.duplexsync.engine.pair.Surroundings;
import org.duplexsync.host.HostException;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeFacts;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.reconcile.Policy;
import org.duplexsync.store.OpenPaths;
import org.duplexsync.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Lets a compare hear only of what differs from the listings that the hosts have kept.
 *
 * <p>What must hold ({@link OpenPaths}): a path that is not open, and on both sides is still listed
 * byte for byte as in the kept listings, or still in neither, is as agreed. Whatever could break
 * that (another filter, roots replaced, a machine started anew, a baseline that isn't believed, a
 * place that nobody can see into) leads to whole listings, and so does their age: what only a whole
 * look can find is found within a day.
 */
public final class KeptListings {
  /** More paths than this are not held in memory: then both sides are listed whole. */
  static final int MOST = 30_000;

  private static final Duration WHOLE_AGAIN = Duration.ofHours(24);

  private final PairSpec spec;
  private final Link link;
  private final Store store;
  private final Surroundings surroundings;
  private final Memory memory;
  private final @Nullable String keepAs;

  /**
   * Kept listings and what was open then.
   *
   * @param whole when both sides were last listed whole
   * @param entriesA how many entries A had, without excluded ones
   */
  record Known(String name, Instant whole, long entriesA, long entriesB, List<RelPath> open) {
    long entries(Side side) {
      return side == Side.A ? entriesA : entriesB;
    }
  }

  public KeptListings(PairSpec spec, Link link, Store store, Surroundings surroundings, For what) {
    this.spec = spec;
    this.link = link;
    this.store = store;
    this.surroundings = surroundings;
    this.memory = what.memory();
    this.keepAs = what.write() ? name() : null;
  }

  /**
   * For which compare.
   *
   * @param write leases are held: listings are kept for the next compare
   */
  public record For(Memory memory, boolean write) {}

  private String name() {
    byte[] random = new byte[8];
    surroundings.random().nextBytes(random);
    Instant now = surroundings.clock().instant();
    return HexFormat.of().formatHex(random)
        + "-"
        + Long.toHexString(now.getEpochSecond())
        + "-"
        + Integer.toHexString(now.getNano());
  }

  public Memory memory() {
    return memory;
  }

  /** Under which name this compare's listings are to be kept; null: not at all. */
  @Nullable String keepAs() {
    return keepAs;
  }

  /** Null: both sides have to be listed whole. */
  @Nullable Known known(Policy policy) throws HostException, TreeException {
    Known known = stored(policy).orElse(null);
    boolean write = keepAs != null;
    String name = known == null ? "none" : known.name();
    Sides<Boolean> kept = link.together().both(side -> link.tree(side).kept(name, write));
    if (known == null || !kept.a() || !kept.b()) {
      if (write) {
        open().forget();
      }
      return null;
    }
    return known;
  }

  private Optional<Known> stored(Policy policy) {
    String[] fields = open().kept().orElse("").split("\n", 5);
    if (fields.length < 5 || !memory.whole() || !fields[4].equals(terms(policy))) {
      return Optional.empty();
    }
    try {
      Instant whole = Instant.parse(fields[1]);
      Instant now = surroundings.clock().instant();
      if (whole.isAfter(now) || whole.plus(WHOLE_AGAIN).isBefore(now) || open().count() > MOST) {
        return Optional.empty();
      }
      long entriesA = Long.parseLong(fields[2]);
      long entriesB = Long.parseLong(fields[3]);
      return Optional.of(new Known(fields[0], whole, entriesA, entriesB, open().all()));
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Only after all that the compare has found is in the store. */
  public void remember(Scan.Result result, Policy policy) {
    String name = result.kept();
    if (name == null || !memory.whole()) {
      return;
    }
    Instant whole = result.whole() == null ? surroundings.clock().instant() : result.whole();
    long entriesA = result.summary().entriesA();
    long entriesB = result.summary().entriesB();
    open()
        .keep(
            name + "\n" + whole + "\n" + entriesA + "\n" + entriesB + "\n" + terms(policy),
            result.whole() == null,
            result.told());
  }

  private String terms(Policy policy) {
    var terms = new StringBuilder();
    terms.append(memory.filter().digest()).append(policy.owners()).append(policy.setIds());
    for (Side side : Side.values()) {
      TreeFacts facts = link.tree(side).facts();
      terms.append('\n').append(link.host(side).facts().bootId()).append(' ').append(facts.root());
      terms.append(' ').append(facts.device()).append(':').append(facts.inode());
      terms.append(facts.mounts());
    }
    return terms.toString();
  }

  private OpenPaths open() {
    return store.openPaths(spec.name());
  }
}
