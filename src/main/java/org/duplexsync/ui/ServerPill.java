package org.duplexsync.ui;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.HostPulse;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Pulses;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/** One server: its side, its name, how it is and how fast it answers; a click tells more. */
final class ServerPill extends HBox {
  private final Side side;
  private final Label host = Nodes.label("", "host");
  private final Label condition = Nodes.label("", "condition");
  private boolean compact;
  private final PopOver facts = new PopOver();

  ServerPill(Side side) {
    this.side = side;
    Label letter = Nodes.label(side.name(), "side");
    getStyleClass().add("server-pill");
    host.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    compact(true);
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(letter, new Icon("server"), new VBox(host, condition));
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    setOnMouseClicked(_ -> more());
    setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
        more();
        event.consume();
      }
    });
    facts.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
    facts.setAnimated(false);
  }

  private void more() {
    if (facts.isShowing()) {
      facts.hide();
    } else if (getScene() != null) {
      // a window of its own: it has no style sheets yet
      facts.getRoot().getStylesheets().setAll(getScene().getStylesheets());
      facts.show(this);
    }
  }

  void show(
      PairInfo info,
      EngineState state,
      Optional<PlanSummary> plan,
      Pulses.@Nullable Felt felt,
      Words words) {
    host.setText(info.host(side));
    host.setTooltip(new Tooltip(info.host(side)));
    String how = condition(state);
    if (state instanceof EngineState.Stopped && felt != null && !felt.stale()) {
      how = Text.of("pill.connected");
    }
    boolean failed = gone(state);
    boolean on = !(state instanceof EngineState.Stopped) || (felt != null && !felt.stale());
    boolean silent = !failed && felt != null && felt.stale() && on;
    HostPulse pulse = felt == null ? null : felt.pulse();
    condition.setText(
        failed
            ? last(how, pulse, words)
            : silent && pulse != null
                ? Text.of("pill.silent", words.time(pulse.at()))
                : brief(how, on, pulse));
    String place = side == Side.A ? info.a() : info.b();
    facts.setContentNode(PulseFacts.of(place, how, plan.map(this::entries), pulse, words));
    getStyleClass().removeAll("failed", "live");
    if (failed) {
      getStyleClass().add("failed");
    } else if (on && !silent && !(state instanceof EngineState.Unreachable)) {
      getStyleClass().add("live");
    }
    setAccessibleText(
        Text.of("pill.accessible", info.host(side), silent ? condition.getText() : how));
  }

  private static String last(String how, @Nullable HostPulse pulse, Words words) {
    return pulse == null ? how : Text.of("pill.last", how, words.time(pulse.at()));
  }

  /** Where there is little room an answer in time says that it is there. */
  void compact(boolean now) {
    compact = now;
    host.setMaxWidth(now ? 130 : 220);
  }

  private String brief(String how, boolean on, @Nullable HostPulse pulse) {
    if (pulse == null || !on) {
      return how;
    }
    return compact ? PulseFacts.latency(pulse) : how + "  " + PulseFacts.latency(pulse);
  }

  private String entries(PlanSummary plan) {
    return Text.of("top.entries", side == Side.A ? plan.entriesA() : plan.entriesB());
  }

  private String condition(EngineState state) {
    return switch (state) {
      case EngineState.Stopped() -> Text.of("pill.idle");
      case EngineState.Connecting(Side waiting, _) ->
          Text.of(waiting == null || waiting == side ? "pill.connecting" : "pill.connected");
      case EngineState.Failed(Side at, _, _) ->
          Text.of(at == side ? "pill.failed" : "pill.connected");
      case EngineState.Comparing _,
          EngineState.Review _,
          EngineState.Reading _,
          EngineState.Committing _,
          EngineState.InSync _ ->
          Text.of("pill.connected");
      case EngineState.Live _, EngineState.Paused _ -> Text.of("pill.watched");
      case EngineState.Unreachable _ -> Text.of(gone(state) ? "pill.failed" : "pill.waits");
    };
  }

  private boolean gone(EngineState state) {
    return switch (state) {
      case EngineState.Failed(Side at, _, _) -> at == side;
      case EngineState.Unreachable(Side at, _, _, _, _) -> at == side;
      default -> false;
    };
  }
}
