package org.duplexsync.ui.trees;

import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.duplexsync.model.EngineState;
import org.duplexsync.ui.parts.PairModel;

/** How far a compare that is under way has come, and what is in folders that is not known yet. */
final class ScanFront {
  private final PairModel pair;
  private final ReadOnlyObjectWrapper<Optional<EngineState.Comparing>> scan =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  ScanFront(PairModel pair) {
    this.pair = pair;
    pair.stateProperty().addListener((_, _, _) -> scanned());
    pair.busyProperty().addListener((_, _, _) -> scanned());
  }

  private void scanned() {
    if (pair.stateProperty().get() instanceof EngineState.Comparing now) {
      scan.set(Optional.of(now));
    } else {
      boolean soon = pair.busyProperty().get() == PairModel.Busy.COMPARING;
      scan.set(soon ? Optional.of(EngineState.Comparing.begun(Instant.EPOCH)) : Optional.empty());
    }
  }

  /** What is in this directory is being compared, and not known yet. */
  boolean isHollow(Node node) {
    return node.state() != Node.State.LEAF
        && scan.get().isPresent()
        && !scan.get().get().isBehind(node.path());
  }

  /** Empty: none is under way. */
  ReadOnlyObjectProperty<Optional<EngineState.Comparing>> property() {
    return scan.getReadOnlyProperty();
  }
}
