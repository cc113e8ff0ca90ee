package org.duplexsync.engine.live;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Transfer;
import org.junit.jupiter.api.Test;

class CarriagesTest {
  private static final RelPath PATH = RelPath.of("d/large");

  private final List<Runnable> started = new ArrayList<>();
  private final Carriages carriages = new Carriages(started::add);
  private boolean woken;

  private record Load(Runnable work) implements Carriage {
    @Override
    public Collection<RelPath> paths() {
      return List.of(PATH);
    }

    @Override
    public void run() {
      work.run();
    }

    @Override
    public void cancel() {}

    @Override
    public Transfer transfer() {
      throw new IllegalStateException("nobody asks");
    }
  }

  private Load start(Runnable work) {
    var load = new Load(work);
    carriages.start(load, () -> woken = true);
    return load;
  }

  @Test
  void whatHasEndedIsBusyUntilItIsTakenNoteOf() {
    Load load = start(() -> {});
    started.getFirst().run();
    assertTrue(woken);
    assertTrue(carriages.isBusy(RelPath.of("d")));
    assertSame(load, carriages.arrived());
    assertFalse(carriages.isBusy(PATH));
  }

  @Test
  void whatEndsAfterItWasForgottenNeverArrives() {
    start(() -> {});
    carriages.forget();
    Load next = start(() -> {});
    started.forEach(Runnable::run);
    assertSame(next, carriages.arrived());
    assertNull(carriages.arrived());
  }

  @Test
  void anErrorEndsACarriageAsAnythingElseDoes() {
    Load load =
        start(() -> {
          throw new AssertionError("out of memory, say");
        });
    assertThrows(AssertionError.class, started.getFirst()::run);
    assertTrue(woken);
    assertSame(load, carriages.arrived());
  }
}
