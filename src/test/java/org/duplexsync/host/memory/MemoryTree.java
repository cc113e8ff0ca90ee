package org.duplexsync.host.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duplexsync.host.Adopt;
import org.duplexsync.host.ContentSink;
import org.duplexsync.host.Expected;
import org.duplexsync.host.Hashed;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Lease;
import org.duplexsync.host.Listing;
import org.duplexsync.host.Refusal;
import org.duplexsync.host.Rubbish;
import org.duplexsync.host.Scope;
import org.duplexsync.host.StageAsk;
import org.duplexsync.host.StageOutcome;
import org.duplexsync.host.Staging;
import org.duplexsync.host.Step;
import org.duplexsync.host.StepOutcome;
import org.duplexsync.host.Swept;
import org.duplexsync.host.Tree;
import org.duplexsync.host.TreeException;
import org.duplexsync.host.TreeFacts;
import org.duplexsync.host.Version;
import org.duplexsync.host.Watch;
import org.duplexsync.host.WatchSpec;
import org.duplexsync.host.Wish;
import org.duplexsync.host.Witness;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** One root of a {@link MemoryMachine} over a {@link MemoryHost}. */
public final class MemoryTree implements Tree {
  private static final int CHUNK = 64;
  private static final int MOST_CHUNKS = 256;

  private final MemoryHost host;
  private final Places places;
  private final DiskCalls calls;
  private final Notes notes;
  private final TreeFacts facts;

  MemoryTree(MemoryHost host, Places places) {
    this.host = host;
    this.places = places;
    this.calls = new DiskCalls(host.machine().disk(), host.account());
    this.notes = new Notes(host, places);
    this.facts = notes.facts();
  }

  @Override
  public TreeFacts facts() {
    return facts;
  }

  @Override
  public Listing list(Scope scope) throws HostException {
    host.point("list");
    return new MemoryListing(host, places, scope);
  }

  @Override
  public boolean kept(String name, boolean dropOthers) throws HostException {
    host.point("kept");
    var listings = host.machine().listings(places.stages());
    if (dropOthers) {
      listings.keySet().removeIf(other -> !other.equals(name));
    }
    return listings.containsKey(name);
  }

  @Override
  public List<Seen> look(List<RelPath> paths) throws HostException {
    var all = new ArrayList<Seen>();
    for (RelPath path : paths) {
      host.point("look");
      all.add(Looking.look(calls, places.at(path)));
    }
    return all;
  }

  @Override
  public List<List<Refusal>> refusals(List<Wish> wishes) throws HostException {
    host.machine().questioned();
    var refusing = new Refusing(calls, places);
    return wishes.stream().map(refusing::of).toList();
  }

  @Override
  public List<Hashed> hash(List<Expected> files) throws HostException {
    var all = new ArrayList<Hashed>();
    for (Expected file : files) {
      all.add(hash(file));
    }
    host.point("hash:answer");
    return all;
  }

  private Hashed hash(Expected file) throws HostException {
    RelPath path = places.at(file.path());
    Seen before = Looking.look(calls, path);
    if (!Looking.asPlanned(before, file)) {
      return new Hashed.Drifted(before);
    }
    try {
      byte[] content = counted(file, calls.read(calls.lookup(path), path));
      host.point("hash");
      Seen after = Looking.look(calls, path);
      return Looking.asPlanned(after, file)
          ? new Hashed.Ok(Content.sha256(content), file.entry())
          : new Hashed.Drifted(after);
    } catch (Errno e) {
      return new Hashed.Failed(e.code());
    }
  }

  @Override
  public void read(List<Expected> files, ContentSink sink) throws HostException {
    for (int i = 0; i < files.size(); i++) {
      read(i, files.get(i), sink);
    }
    host.point("read:end");
  }

  private void read(int index, Expected file, ContentSink sink) throws HostException {
    RelPath path = places.at(file.path());
    host.point("read");
    if (!Looking.asPlanned(Looking.look(calls, path), file)) {
      sink.failed(index, "is not as it was planned", true);
      return;
    }
    byte[] content;
    try {
      Node node = calls.lookup(path);
      content = counted(file, calls.read(node, path));
      sink.begin(index, file.entry());
      int chunk = Math.max(CHUNK, content.length / MOST_CHUNKS);
      for (int at = 0; at < content.length; at += chunk) {
        host.point("read:data");
        byte[] now = counted(file, calls.read(node, path));
        int length = Math.min(chunk, Math.min(content.length, now.length) - at);
        if (length > 0) {
          sink.data(index, now.clone(), at, length);
        }
      }
    } catch (Errno e) {
      sink.failed(index, e.code(), false);
      return;
    }
    finishRead(index, file, content, sink);
  }

  private void finishRead(int index, Expected file, byte[] content, ContentSink sink)
      throws HostException {
    RelPath path = places.at(file.path());
    try {
      if (Looking.asPlanned(Looking.look(calls, path), file)) {
        byte[] after = counted(file, calls.read(calls.lookup(path), path));
        if (file.grown() && !Arrays.equals(content, after)) {
          sink.failed(index, "changed while it was read", true);
        } else {
          sink.end(index, Content.sha256(after));
        }
      } else {
        sink.failed(index, "changed while it was read", true);
      }
    } catch (Errno e) {
      sink.failed(index, e.code(), true);
    }
  }

  /** As much of it as was there when it was planned, if it may have grown since. */
  private static byte[] counted(Expected file, byte[] content) {
    return file.grown() && content.length > file.entry().size()
        ? Arrays.copyOf(content, (int) file.entry().size())
        : content;
  }

  @Override
  public Staging stage(List<StageAsk> asks) throws HostException {
    host.point("stage");
    return new MemoryStaging(host, places, asks);
  }

  @Override
  public Bytes makeStaging(String name) throws HostException, TreeException {
    host.point("staging:make");
    try {
      calls.create(places.stage(name), Kind.DIRECTORY, 0700);
      return Bytes.of("/" + places.stage(name));
    } catch (Errno e) {
      throw new TreeException(TreeException.Cause.TEMP_DIR_DENIED, e.getMessage());
    }
  }

  @Override
  public List<StageOutcome> adopt(String staging, List<Adopt> files) throws HostException {
    host.point("staging:adopt");
    var stage = new StageFile(host, places);
    return files.stream().map(file -> stage.adopt(places.stage(staging), file)).toList();
  }

  @Override
  public void removeStaging(String name) throws HostException {
    host.point("staging:remove");
    new StageFile(host, places).remove(name);
  }

  @Override
  public List<StepOutcome> commit(long epoch, List<Step> steps)
      throws HostException, TreeException {
    host.point("commit");
    notes.checkEpoch(epoch);
    var taking = new Steps(host, places);
    var all = new ArrayList<StepOutcome>();
    for (Step step : steps) {
      all.add(taking.take(step));
    }
    host.point("commit:answer");
    return all;
  }

  @Override
  public List<StepOutcome> settle(long epoch, List<Step> steps)
      throws HostException, TreeException {
    host.point("settle");
    notes.checkEpoch(epoch);
    var settling = new Settling(host, places, steps);
    var all = new ArrayList<StepOutcome>();
    for (Step step : steps) {
      all.add(settling.settle(step));
    }
    host.point("settle:answer");
    return all;
  }

  @Override
  public int discard(long epoch, List<Rubbish> rubbish) throws HostException, TreeException {
    host.point("discard");
    notes.checkEpoch(epoch);
    return new Sweeping(host, places).discard(rubbish);
  }

  @Override
  public Swept sweep(long epoch) throws HostException, TreeException {
    host.point("sweep");
    notes.checkEpoch(epoch);
    return new Sweeping(host, places).sweep(epoch);
  }

  @Override
  public Lease lease(String owner) throws HostException, TreeException {
    host.point("lease");
    return notes.lease(owner);
  }

  @Override
  public @Nullable Witness witness() throws HostException {
    host.point("witness");
    return notes.witness();
  }

  /** What is written early is at least as sure: nothing is, as far as anybody may rely on it. */
  @Override
  public void flush() throws HostException {
    host.point("flush");
  }

  @Override
  public void sync(long epoch, Witness witness) throws HostException, TreeException {
    host.point("sync");
    notes.checkEpoch(epoch);
    host.machine().disk().sync();
    host.point("sync:data");
    notes.checkEpoch(epoch);
    notes.advance(witness);
    host.machine().disk().sync();
    host.point("sync:answer");
  }

  @Override
  public List<Seen> keep(List<String> versions) throws HostException {
    host.point("keep");
    return versions.stream().map(name -> Looking.look(calls, places.version(name))).toList();
  }

  @Override
  public List<Seen> purge(long epoch, List<Version> versions) throws HostException, TreeException {
    host.point("purge");
    notes.checkEpoch(epoch);
    return new Sweeping(host, places).purge(versions);
  }

  @Override
  public StageOutcome restore(String version, StageAsk ask) throws HostException {
    host.point("restore");
    var files = new StageFile(host, places);
    try {
      Node node = calls.lookup(places.version(version));
      Entry entry = node.entry();
      StageOutcome begun = entry.isFile() ? files.begin(ask) : null;
      return begun != null ? begun : files.complete(ask, calls.read(node, version));
    } catch (Errno e) {
      return new StageOutcome.Failed(e.code(), false);
    }
  }

  @Override
  public Watch watch(WatchSpec spec) throws HostException {
    return host.watch(places, spec);
  }

  @Override
  public Instant now() throws HostException {
    host.point("now");
    return host.machine().now();
  }

  @Override
  public void close() {}
}
