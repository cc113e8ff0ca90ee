package org.duplexsync.ui;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.duplexsync.model.HostPulse;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/** What is known of one server, for the pop-up of its pill. */
final class PulseFacts {
  private PulseFacts() {}

  static Node of(
      String place, String how, Optional<String> entries, @Nullable HostPulse pulse, Words words) {
    GridPane facts = new GridPane();
    facts.getStyleClass().add("pulse-facts");
    line(facts, "pill.place", place);
    line(facts, "pill.state", how);
    entries.ifPresent(told -> line(facts, "pill.entries", told));
    if (pulse != null) {
      line(facts, "pill.latency", latency(pulse));
      line(facts, "pill.contact", words.time(pulse.at()) + ", " + words.ago(pulse.at()));
      line(facts, "pill.free", Words.bytes(pulse.freeBytes()));
    } else {
      line(facts, "pill.contact", Text.of("pill.notYet"));
    }
    return facts;
  }

  static String latency(HostPulse pulse) {
    double millis = pulse.roundTrip().toNanos() / 1e6;
    return millis < 10 ? Text.of("pill.ms", millis) : Text.of("pill.wholeMs", millis);
  }

  private static void line(GridPane facts, String name, String value) {
    int row = facts.getRowCount();
    Label said = Nodes.label(value, "value");
    said.setWrapText(true);
    said.setMaxWidth(360);
    facts.addRow(row, Nodes.label(Text.of(name), "name"), said);
  }
}
