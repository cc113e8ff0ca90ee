package org.duplexsync.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** A root reached through the helper. */
final class HelperTree implements Tree {
  /** Paths in one request: keeps requests small, not a limit to callers. */
  private static final int CHUNK = 1000;

  private final HelperHost host;
  private final long number;
  private final TreeFacts facts;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  private HelperTree(HelperHost host, long number, TreeFacts facts) {
    this.host = host;
    this.number = number;
    this.facts = facts;
  }

  static HelperTree open(HelperHost host, TreeSpec spec) throws HostException, TreeException {
    Put body = new Put().str(spec.pair()).str(spec.root());
    body.optional(spec.tempDir(), body::str).optional(spec.versionsDir(), body::str);
    body.each(spec.prunePaths(), body::path).each(spec.pruneNames(), body::bytes);
    body.u8(spec.setOwners() ? 1 : 0).u8(spec.setIds() ? 1 : 0);
    Take take = host.inline('O', 0, body);
    try {
      long number = take.u32();
      TreeFacts facts = TreeCodec.facts(take);
      take.end();
      return new HelperTree(host, number, facts);
    } catch (WireException e) {
      throw host.broken(e);
    }
  }

  /** Takes one answer apart. */
  private interface Reader<T> {
    T read(Take take) throws HostException;
  }

  private <T> T ask(char op, Put body, Reader<T> reader) throws HostException, TreeException {
    Take take = host.inline(op, number, body);
    try {
      T value = reader.read(take);
      take.end();
      return value;
    } catch (WireException e) {
      throw host.broken(e);
    }
  }

  /** For requests that a tree that is open does not refuse. */
  private <T> T askOpen(char op, Put body, Reader<T> reader) throws HostException {
    try {
      return ask(op, body, reader);
    } catch (TreeException e) {
      throw e.asHost();
    }
  }

  /** Reads as many as were asked for. */
  private static <T> List<T> times(int count, Take take, Reader<T> reader) throws HostException {
    List<T> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(reader.read(take));
    }
    return all;
  }

  private static <T> List<List<T>> chunks(List<T> all) {
    List<List<T>> chunks = new ArrayList<>();
    for (int i = 0; i < all.size(); i += CHUNK) {
      chunks.add(all.subList(i, Math.min(i + CHUNK, all.size())));
    }
    return chunks;
  }

  @Override
  public TreeFacts facts() {
    return facts;
  }

  @Override
  public Listing list(Scope scope) throws HostException {
    Put body = new Put();
    RelPath below =
        switch (scope) {
          case Scope.Whole _ -> RelPath.ROOT;
          case Scope.Below(RelPath path) -> path;
          case Scope.Children(RelPath path) -> path;
          case Scope.Since _ -> RelPath.ROOT;
          case Scope.Touched _ -> RelPath.ROOT;
        };
    switch (scope) {
      case Scope.Whole _ -> body.u8(0);
      case Scope.Below(RelPath path) when path.isRoot() -> body.u8(0);
      case Scope.Below(RelPath path) -> body.u8(1).path(path);
      case Scope.Children(RelPath path) -> body.u8(3).path(path);
      case Scope.Touched(Instant since) -> body.u8(2).time(since);
      case Scope.Since(String known, String keepAs) ->
          body.u8(4).optional(known, body::str).optional(keepAs, body::str);
    }
    Answer answer = host.wire().ask('T', number, body, Wire.WINDOW);
    return new HelperListing(host, answer, scope, below, facts.device());
  }

  @Override
  public boolean kept(String name, boolean dropOthers) throws HostException {
    return askOpen('K', new Put().str(name).u8(dropOthers ? 1 : 0), Take::flag);
  }

  @Override
  public List<Seen> look(List<RelPath> paths) throws HostException {
    List<Seen> all = new ArrayList<>(paths.size());
    for (List<RelPath> some : chunks(paths)) {
      Put body = new Put();
      body.each(some, body::path);
      all.addAll(askOpen('L', body, take -> times(some.size(), take, Take::seen)));
    }
    return all;
  }

  @Override
  public List<List<Refusal>> refusals(List<Wish> wishes) throws HostException {
    List<List<Refusal>> all = new ArrayList<>(wishes.size());
    for (List<Wish> some : chunks(wishes)) {
      Put body = new Put();
      body.each(some, wish -> WishCodec.put(body, wish));
      all.addAll(askOpen('A', body, take -> WishCodec.refusals(some, take)));
    }
    return all;
  }

  @Override
  public List<Hashed> hash(List<Expected> files) throws HostException {
    List<Hashed> all = new ArrayList<>(files.size());
    for (List<Expected> some : chunks(files)) {
      Put body = TreeCodec.expected(some);
      all.addAll(askOpen('H', body, take -> times(some.size(), take, TreeCodec::hashed)));
    }
    return all;
  }

  @Override
  public void read(List<Expected> files, ContentSink sink) throws HostException {
    int first = 0;
    for (List<Expected> some : chunks(files)) {
      Answer answer = host.wire().ask('R', number, TreeCodec.expected(some), Wire.WINDOW);
      new ContentReader(host, answer, some, first, sink).readAll();
      first += some.size();
    }
  }

  @Override
  public Staging stage(List<StageAsk> asks) throws HostException {
    Put body = new Put();
    body.each(asks, ask -> TreeCodec.ask(body, ask));
    Answer answer = host.wire().ask('G', number, body, Wire.MAX_ANSWER);
    return new HelperStaging(host, answer, asks.size());
  }

  @Override
  public Bytes makeStaging(String name) throws HostException, TreeException {
    return ask('m', new Put().str(name), take -> Bytes.of(take.str()));
  }

  @Override
  public List<StageOutcome> adopt(String staging, List<Adopt> files) throws HostException {
    List<StageOutcome> all = new ArrayList<>(files.size());
    for (List<Adopt> some : chunks(files)) {
      Put body = new Put().str(staging);
      body.each(some, file -> TreeCodec.adopt(body, file));
      all.addAll(askOpen('a', body, take -> times(some.size(), take, TreeCodec::staged)));
    }
    return all;
  }

  @Override
  public void removeStaging(String name) throws HostException, TreeException {
    ask('r', new Put().str(name), take -> "");
  }

  @Override
  public List<StepOutcome> commit(long epoch, List<Step> steps)
      throws HostException, TreeException {
    return steps('c', epoch, steps);
  }

  @Override
  public List<StepOutcome> settle(long epoch, List<Step> steps)
      throws HostException, TreeException {
    return steps('s', epoch, steps);
  }

  private List<StepOutcome> steps(char op, long epoch, List<Step> steps)
      throws HostException, TreeException {
    Put body = new Put().i64(epoch);
    body.each(steps, step -> StepCodec.put(body, step));
    return ask(op, body, take -> times(steps.size(), take, StepCodec::outcome));
  }

  @Override
  public int discard(long epoch, List<Rubbish> rubbish) throws HostException, TreeException {
    Put body = new Put().i64(epoch);
    body.each(rubbish, each -> body.str(each.stage()).optional(each.staged(), body::entry));
    return ask('d', body, take -> take.count(Integer.MAX_VALUE));
  }

  @Override
  public Swept sweep(long epoch) throws HostException, TreeException {
    return ask('e', new Put().i64(epoch), TreeCodec::swept);
  }

  @Override
  public Lease lease(String owner) throws HostException, TreeException {
    return ask('l', new Put().str(owner), take -> new Lease(take.natural(), take.text()));
  }

  @Override
  public @Nullable Witness witness() throws HostException {
    return askOpen(
            'w',
            new Put(),
            take ->
                take.flag()
                    ? List.of(new Witness(take.text(), take.natural()))
                    : List.<Witness>of())
        .stream()
        .findFirst()
        .orElse(null);
  }

  @Override
  public void flush() throws HostException {
    askOpen('f', new Put(), take -> "");
  }

  @Override
  public void sync(long epoch, Witness witness) throws HostException, TreeException {
    Put body = new Put().i64(epoch).str(witness.storeId()).i64(witness.generation());
    ask('y', body, take -> "");
  }

  @Override
  public List<Seen> keep(List<String> versions) throws HostException {
    List<Seen> all = new ArrayList<>(versions.size());
    for (List<String> some : chunks(versions)) {
      Put body = new Put();
      body.each(some, body::str);
      all.addAll(askOpen('k', body, take -> times(some.size(), take, Take::seen)));
    }
    return all;
  }

  @Override
  public List<Seen> purge(long epoch, List<Version> versions) throws HostException, TreeException {
    List<Seen> all = new ArrayList<>(versions.size());
    for (List<Version> some : chunks(versions)) {
      Put body = new Put().i64(epoch);
      body.each(some, each -> body.str(each.name()).entry(each.entry()));
      all.addAll(ask('z', body, take -> times(some.size(), take, Take::seen)));
    }
    return all;
  }

  @Override
  public StageOutcome restore(String version, StageAsk ask) throws HostException {
    Put body = new Put().str(version);
    TreeCodec.ask(body, ask);
    return askOpen('v', body, TreeCodec::staged);
  }

  @Override
  public Watch watch(WatchSpec spec) throws HostException {
    HelperWatch watch = new HelperWatch(host, number, spec, watches::remove);
    watches.add(watch);
    watch.start();
    return watch;
  }

  @Override
  public Instant now() throws HostException {
    return askOpen('N', new Put(), Take::time);
  }

  @Override
  public void close() {
    List.copyOf(watches).forEach(Watch::close);
    try {
      host.inline('X', 0, new Put().u32(number));
    } catch (HostException | TreeException e) {
      // the helper is gone, and with it all that it held
      return;
    }
  }
}
