package org.duplexsync.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.InstantSource;
import org.duplexsync.store.Store;
import org.duplexsync.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTroubleTest {
  @TempDir Path state;

  @Test
  void isToldByItsKindAndNothingElseIs() {
    try (Store _ = Store.open(state, "web", InstantSource.system())) {
      StoreException second =
          assertThrows(
              StoreException.class, () -> Store.open(state, "web", InstantSource.system()));
      assertEquals("LOCKED", PairEngine.storeTrouble(second));
    }
    assertNull(PairEngine.storeTrouble(new IllegalStateException("another")));
  }
}
