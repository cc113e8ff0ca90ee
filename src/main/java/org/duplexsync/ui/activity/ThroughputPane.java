package org.duplexsync.ui.activity;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;

/** How much went each way in the last minutes, drawn and in words. */
final class ThroughputPane extends VBox {
  private final LiveModel model;
  private final Words words;
  private final ThroughputGraph graph = new ThroughputGraph();
  private final Label toB = Nodes.label("", "graph-legend");
  private final Label toA = Nodes.label("", "graph-legend");
  private final Label nothing = Nodes.label(Text.of("graph.nothing"), "quiet-text");

  ThroughputPane(LiveModel model, Words words) {
    this.model = model;
    this.words = words;
    getStyleClass().addAll("pane", "throughput");
    toB.setGraphic(new Icon("to-right"));
    toA.setGraphic(new Icon("to-left"));
    HBox legend = new HBox(toB, toA);
    legend.getStyleClass().add("legend");
    Label title = Nodes.label(Text.of("graph.title"), "pane-title");
    title.setMinWidth(0);
    toB.setMinWidth(USE_PREF_SIZE);
    toA.setMinWidth(USE_PREF_SIZE);
    HBox head = new HBox(title, Nodes.spacer(), legend);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("pane-head");
    nothing.setId("graph-nothing");
    nothing.setWrapText(true);
    StackPane drawn = new StackPane(graph, nothing);
    StackPane.setAlignment(nothing, Pos.TOP_LEFT);
    VBox.setVgrow(drawn, Priority.ALWAYS);
    getChildren().addAll(head, drawn);
    model.activityProperty().addListener((_, _, _) -> update());
    update();
  }

  private void update() {
    Throughput now = Throughput.of(model.activityProperty().get());
    Nodes.show(graph, !now.empty());
    Nodes.show(nothing, now.empty());
    toA.setVisible(!now.empty());
    toB.setVisible(!now.empty());
    toB.setText(Text.of("graph.to", words.host(Side.B), Words.bytes(now.nowToB())));
    toA.setText(Text.of("graph.to", words.host(Side.A), Words.bytes(now.nowToA())));
    graph.show(now);
    graph.setAccessibleText(
        Text.of(
            "graph.spoken",
            words.host(Side.B),
            Words.bytes(now.nowToB()),
            words.host(Side.A),
            Words.bytes(now.nowToA())));
  }
}
