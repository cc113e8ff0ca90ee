package org.duplexsync.host;

/** The server answered against the protocol: the connection is closed. */
final class WireException extends HostException {
  private static final long serialVersionUID = 1;

  WireException(String what) {
    super("the server answered against the protocol: " + what);
  }
}
