package org.duplexsync.engine.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.duplexsync.host.HostException;
import org.junit.jupiter.api.Test;

class TogetherTest {
  @Test
  void whatWasBegunGoesOnWhileTheCallerDoesSomethingElse() throws Exception {
    var callerWentOn = new CountDownLatch(1);
    Together.Begun<String> begun =
        Together.AT_ONCE.begin(() -> {
          await(callerWentOn);
          return "done";
        });
    callerWentOn.countDown();
    assertEquals("done", begun.end());
  }

  private static void await(CountDownLatch latch) throws HostException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new HostException("interrupted", e);
    }
  }

  @Test
  void whatItThrewIsThrownWhereItsEndIsAwaited() throws Exception {
    Together.Begun<String> begun =
        Together.AT_ONCE.begin(() -> {
          throw new HostException("lost");
        });
    assertEquals("lost", assertThrows(HostException.class, begun::end).getMessage());
  }

  @Test
  void inTurnItIsDoneBeforeTheCallerGoesOn() throws Exception {
    List<String> order = new ArrayList<>();
    Together.Begun<Boolean> begun = Together.IN_TURN.begin(() -> order.add("begun"));
    order.add("caller");
    assertEquals(true, begun.end());
    assertEquals(List.of("begun", "caller"), order);
  }
}
