package org.duplexsync.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one job. Views are cheap and may be made again and again; a change through any of
 * them is one transaction, and {@link #transact} makes one of many. Methods may be called from any
 * thread; changes wait for one another, reads don't wait.
 */
public final class Store implements AutoCloseable {
  private final Db db;
  private final @Nullable ProcessLock lock;
  private final InstantSource clock;
  private final Opened opened;
  private final Pairs pairs;
  private final Runnable leave;

  private Store(Db db, @Nullable ProcessLock lock, InstantSource clock, Was was) {
    this.db = db;
    this.lock = lock;
    this.clock = clock;
    this.opened = was.opened();
    this.leave = was.leave();
    this.pairs = new Pairs(db, lock != null);
  }

  /**
   * How it was opened.
   *
   * @param leave to be done when it is closed, before the lock is free
   */
  private record Was(Opened opened, Runnable leave) {}

  /**
   * Opens the job's store for writing and makes it where there is none. A damaged or foreign one is
   * set aside, see {@link #opened}.
   *
   * @param stateDir is made, and made 0700
   * @throws StoreException if another process of this machine writes it, or it can't be written
   */
  public static Store open(Path stateDir, String job, InstantSource clock) {
    StateFiles files = new StateFiles(stateDir, job);
    ProcessLock lock = null;
    try {
      files.prepareDirectory();
      lock = ProcessLock.take(files, clock.instant());
      Opening.Result result = new Opening(files, clock.instant()).open();
      Was was = new Was(result.opened(), () -> new CleanEnd(files).leave(result.looked()));
      Store store =
          new Store(
              new Db(files.database(), result.session(), files::noteDamage), lock, clock, was);
      lock = null;
      return store;
    } catch (SQLException e) {
      throw StoreException.of(e);
    } catch (FileSystemException e) {
      throw files.notWritable(e);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.STATE, "the state in " + stateDir + " can't be opened", e);
    } finally {
      release(lock);
    }
  }

  /** Where what is done with the job may be logged: in the state directory, beside its store. */
  public static Path log(Path stateDir, String job) {
    return new StateFiles(stateDir, job).log();
  }

  private static void release(@Nullable ProcessLock lock) {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        throw new StoreException(StoreException.Kind.STATE, "the state's lock can't be freed", e);
      }
    }
  }

  /**
   * Opens the store for reading only, also while another process writes it; empty if there is none.
   */
  public static Optional<Store> openForReading(Path stateDir, String job, InstantSource clock) {
    StateFiles files = new StateFiles(stateDir, job);
    if (!Files.exists(files.database())) {
      return Optional.empty();
    }
    Was was = new Was(new Opened.Found(), () -> {});
    Store store = new Store(new Db(files.database(), null, _ -> {}), null, clock, was);
    boolean open = false;
    try {
      open = store.hasSchema(files);
      return open ? Optional.of(store) : Optional.empty();
    } finally {
      if (!open) {
        store.close();
      }
    }
  }

  /** Loads what opening a store will need; touches none. */
  public static void warmUp() {
    try {
      Session.memory().close();
    } catch (SQLException e) {
      // opening a store will say so
      return;
    }
  }

  /** False if another process is just making it. */
  private boolean hasSchema(StateFiles files) {
    int version = db.read(session -> (int) session.number("PRAGMA user_version"));
    if (version > Schema.VERSION) {
      throw files.newer();
    }
    if (version > 0 && version < Schema.VERSION) {
      throw new StoreException(
          StoreException.Kind.STATE,
          "the state "
              + files.database()
              + " was written by an earlier version of Duplex: duplex compare brings it up to date");
    }
    return version > 0;
  }

  /** Who wrote this job's store last, or is writing it now. */
  public static Optional<LockOwner> lastOwner(Path stateDir, String job) {
    return Optional.ofNullable(ProcessLock.owner(new StateFiles(stateDir, job)));
  }

  public Opened opened() {
    return opened;
  }

  /** Random, given when the store was made: what a server's witness names. */
  public String id() {
    return db.read(session -> {
      String id =
          session.first("SELECT value FROM meta WHERE key = 'store_id'", row -> row.getString(1));
      if (id == null) {
        throw In.damaged("the store has no id");
      }
      return id;
    });
  }

  /**
   * Makes one durable transaction of all changes that this thread makes in {@code work}, through
   * any view: all of them hold, or none.
   */
  public <T extends @Nullable Object> T transact(Supplier<T> work) {
    return db.write(Db.Sync.DURABLE, session -> work.get());
  }

  public Generations generations(String pair) {
    return new Generations(db, pairs.id(pair));
  }

  public Settings settings(String pair) {
    return new Settings(db, pairs.id(pair));
  }

  public HashCache hashes(String pair) {
    return new HashCache(db, pairs.id(pair));
  }

  public Assumed assumed(String pair) {
    return new Assumed(db, pairs.id(pair));
  }

  public Intents intents(String pair) {
    return new Intents(db, clock, pair, pairs.id(pair));
  }

  public Journal journal(String pair) {
    return new Journal(db, pair, pairs.id(pair));
  }

  public Versions versions(String pair) {
    return new Versions(db, pairs.id(pair));
  }

  public Runs runs(String pair) {
    return new Runs(db, clock, pair, pairs.id(pair));
  }

  public BaseTexts baseTexts() {
    return new BaseTexts(db, clock);
  }

  public Plans plans(String pair) {
    return new Plans(db, clock, pair, pairs.id(pair));
  }

  public OpenPaths openPaths(String pair) {
    return new OpenPaths(db, pairs.id(pair));
  }

  public Differences differences(String pair) {
    return new Differences(db, pairs.id(pair));
  }

  public Baseline baseline(String pair) {
    return new Baseline(db, pairs.id(pair));
  }

  @Override
  public void close() {
    try {
      db.close();
      leave.run();
    } catch (SQLException e) {
      throw StoreException.of(e);
    } finally {
      release(lock);
    }
  }
}
