package org.duplexsync.host.memory;

/** A refused call of the file system, by its symbolic name. */
public final class Errno extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String message;

  Errno(String code, Object about) {
    this.code = code;
    this.message = code + ": " + about;
  }

  @Override
  public String getMessage() {
    return message;
  }

  public String code() {
    return code;
  }

  boolean is(String other) {
    return code.equals(other);
  }
}
