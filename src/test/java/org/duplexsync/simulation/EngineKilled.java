package org.duplexsync.simulation;

/** The engine's process is gone: nothing of it runs any more. */
final class EngineKilled extends Error {
  private static final long serialVersionUID = 1;

  EngineKilled() {
    super("killed", null, false, false);
  }
}
