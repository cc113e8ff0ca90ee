package org.duplexsync.control.socket;

import java.io.IOException;

/** The other end sent what it may not; the connection is of no more use. */
final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1;

  ProtocolException(String message) {
    super(message);
  }

  ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
