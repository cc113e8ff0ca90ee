package org.duplexsync.reconcile;

import org.duplexsync.model.RelPath;

/** A stream was not in strict path order: what it says can't be believed, the scan ends. */
public final class OutOfOrderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutOfOrderException(String stream, RelPath path, RelPath after) {
    super(stream + " is not in path order: " + path + " came after " + after);
  }
}
