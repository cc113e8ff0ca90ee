package org.duplexsync.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveStatus;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;

/** Long names of servers and pairs in a small window. */
class WindowNarrowTest extends WindowCase {
  @Override
  SampleRows rows() {
    return SampleRows.everyCase();
  }

  @Override
  void prepare() {
    pair.name = "customer-uploads-and-generated-thumbnails";
    pair.hostA = "web-frontend-01.eu-central.example.com";
    pair.hostB = "web-frontend-02.eu-central.example.com";
  }

  @Test
  void whatIsWrongIsReadAndEverythingCanBeReached() {
    waitForRows(10);
    robot.interact(() -> {
      window.scene().getWindow().setWidth(1024);
      window.scene().getWindow().setHeight(700);
    });
    pair.live.live(new LiveStatus(12_431, 2, 41, FakeLive.SINCE, 4, 4, List.of()));
    waitUntil("live", () -> text("#sentence").contains("decisions waiting"));
    fits();
    pair.publish(
        new EngineState.Unreachable(
            Side.B, "no route to host", FakeLive.SINCE, FakeLive.SINCE.plusSeconds(9), 12_431));
    waitUntil("gone", () -> text("#sentence").contains("unreachable"));
    fits();
    pair.publish(new EngineState.Stopped());
    waitUntil("stopped", () -> robot.lookup("#compare").query().isVisible());
    fits();
  }

  /** Nothing of the top bar lies outside the window, and the sentence has room. */
  private void fits() {
    waitUntil("room for the sentence", () -> whole(robot.lookup("#sentence").query()));
    Parent bar = robot.lookup(".top-line").query();
    for (Node node : bar.getChildrenUnmodifiable()) {
      Bounds at = node.localToScene(node.getLayoutBounds());
      boolean inside = at.getMinX() >= 0 && at.getMaxX() <= window.scene().getWidth() + 0.5;
      assertTrue(!node.isVisible() || inside, node + " " + at);
    }
  }

  /** As high as its words need at the width that it got. */
  private static boolean whole(Node sentence) {
    Region region = (Region) sentence;
    return region.getWidth() > 120
        && region.getHeight() >= region.prefHeight(region.getWidth()) - 1;
  }
}
