package org.duplexsync.simulation;

import java.time.Instant;
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
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** Hands everything on, for those who see or change some of it. */
class PassingTree implements Tree {
  final Tree tree;

  PassingTree(Tree tree) {
    this.tree = tree;
  }

  @Override
  public TreeFacts facts() {
    return tree.facts();
  }

  @Override
  public Listing list(Scope scope) throws HostException {
    return tree.list(scope);
  }

  @Override
  public boolean kept(String name, boolean dropOthers) throws HostException {
    return tree.kept(name, dropOthers);
  }

  @Override
  public List<Seen> look(List<RelPath> paths) throws HostException {
    return tree.look(paths);
  }

  @Override
  public List<List<Refusal>> refusals(List<Wish> wishes) throws HostException {
    return tree.refusals(wishes);
  }

  @Override
  public List<Hashed> hash(List<Expected> files) throws HostException {
    return tree.hash(files);
  }

  @Override
  public void read(List<Expected> files, ContentSink sink) throws HostException {
    tree.read(files, sink);
  }

  @Override
  public Staging stage(List<StageAsk> asks) throws HostException {
    return tree.stage(asks);
  }

  @Override
  public Bytes makeStaging(String name) throws HostException, TreeException {
    return tree.makeStaging(name);
  }

  @Override
  public List<StageOutcome> adopt(String staging, List<Adopt> files) throws HostException {
    return tree.adopt(staging, files);
  }

  @Override
  public void removeStaging(String name) throws HostException, TreeException {
    tree.removeStaging(name);
  }

  @Override
  public List<StepOutcome> commit(long epoch, List<Step> steps)
      throws HostException, TreeException {
    return tree.commit(epoch, steps);
  }

  @Override
  public List<StepOutcome> settle(long epoch, List<Step> steps)
      throws HostException, TreeException {
    return tree.settle(epoch, steps);
  }

  @Override
  public int discard(long epoch, List<Rubbish> rubbish) throws HostException, TreeException {
    return tree.discard(epoch, rubbish);
  }

  @Override
  public Swept sweep(long epoch) throws HostException, TreeException {
    return tree.sweep(epoch);
  }

  @Override
  public Lease lease(String owner) throws HostException, TreeException {
    return tree.lease(owner);
  }

  @Override
  public @Nullable Witness witness() throws HostException {
    return tree.witness();
  }

  @Override
  public void flush() throws HostException {
    tree.flush();
  }

  @Override
  public void sync(long epoch, Witness witness) throws HostException, TreeException {
    tree.sync(epoch, witness);
  }

  @Override
  public List<Seen> keep(List<String> versions) throws HostException {
    return tree.keep(versions);
  }

  @Override
  public List<Seen> purge(long epoch, List<Version> versions) throws HostException, TreeException {
    return tree.purge(epoch, versions);
  }

  @Override
  public StageOutcome restore(String version, StageAsk ask) throws HostException {
    return tree.restore(version, ask);
  }

  @Override
  public Watch watch(WatchSpec spec) throws HostException, TreeException {
    return tree.watch(spec);
  }

  @Override
  public Instant now() throws HostException {
    return tree.now();
  }

  @Override
  public void close() {
    tree.close();
  }
}
