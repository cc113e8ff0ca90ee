package org.duplexsync.store;

import java.io.Serial;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * The store can't be opened, read or written. What was written in the failed transaction is not
 * there; all that was written before is. The message says what to do.
 */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** What kind of trouble it is. */
  public enum Kind {
    /** Another engine of this machine writes this job's store. */
    LOCKED,
    DISK_FULL,
    NOT_WRITABLE,
    DAMAGED,
    /** Written by a later Duplex. */
    NEWER,
    BUSY,
    /** Anything else. */
    STATE
  }

  private final Kind kind;

  StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  StoreException(Kind kind, String message) {
    this(kind, message, null);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  public Kind kind() {
    return kind;
  }

  /** What to do while an engine goes on trying by itself. */
  public String whileLive() {
    String first =
        switch (kind) {
          case DISK_FULL -> "the disk that holds the state is full";
          case BUSY -> "another program holds the state";
          case NOT_WRITABLE -> "the state can't be written";
          case DAMAGED, LOCKED, NEWER, STATE -> null;
        };
    if (first == null) {
      return getMessage();
    }
    String wish =
        switch (kind) {
          case DISK_FULL -> "make room";
          case BUSY -> "end that program";
          default -> "give its owner and mode back";
        };
    return "%s: nothing is lost and nothing is changed meanwhile; %s, then it goes on by itself"
        .formatted(first, wish);
  }

  static StoreException of(SQLException cause) {
    Kind kind = cause instanceof SQLiteException sqlite ? kind(sqlite) : Kind.STATE;
    return new StoreException(kind, advice(kind) + " (" + cause.getMessage() + ")", cause);
  }

  private static Kind kind(SQLiteException cause) {
    return switch (cause.getResultCode().code & 0xff) {
      case 5, 6 -> Kind.BUSY;
      case 3, 8, 14, 23 -> Kind.NOT_WRITABLE;
      case 13 -> Kind.DISK_FULL;
      case 11, 26 -> Kind.DAMAGED;
      default -> Kind.STATE;
    };
  }

  private static String advice(Kind kind) {
    return switch (kind) {
      case DISK_FULL ->
          "the disk that holds the state is full: nothing was lost; make room and start again";
      case NOT_WRITABLE -> "the state can't be opened for writing: check its owner and mode";
      case DAMAGED -> "the state is damaged: start again and it is set aside";
      case BUSY -> "another program holds the state: end it and start again";
      case LOCKED, NEWER, STATE -> "the state can't be read or written";
    };
  }
}
