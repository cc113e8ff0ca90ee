package org.duplexsync.reconcile;

import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.Difference;

/** Takes what {@link Join} finds, in path order; must not keep it all in memory. */
public interface JoinSink<X extends Exception> {
  void difference(Difference difference) throws X;

  /**
   * Both sides agree already. Holds whatever becomes of the rest of the listings; may be dropped,
   * then the next join says it again.
   */
  void agreed(BaselineChange.Agree agree) throws X;
}
