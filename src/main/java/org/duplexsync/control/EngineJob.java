package org.duplexsync.control;

import java.util.List;

/** A job whose engines run in this process. */
public final class EngineJob implements JobControl {
  private final String name;
  private final List<EnginePair> pairs;
  private final Runnable onClose;

  /**
   * @param onClose closes what the pairs share, such as the store
   */
  public EngineJob(String name, List<EnginePair> pairs, Runnable onClose) {
    this.name = name;
    this.pairs = List.copyOf(pairs);
    this.onClose = onClose;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<PairControl> pairs() {
    return List.copyOf(pairs);
  }

  @Override
  public void close() {
    pairs.forEach(EnginePair::close);
    onClose.run();
  }
}
