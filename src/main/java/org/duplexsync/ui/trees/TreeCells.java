package org.duplexsync.ui.trees;

import java.util.Map;
import java.util.function.IntConsumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.duplexsync.control.Elsewhere;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.TreeRow;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.Choice;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Kind;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.duplexsync.ui.parts.Effect;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Looks;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;
import org.duplexsync.ui.parts.Words;
import org.jspecify.annotations.Nullable;

/** The cells of the trees: one line each. */
abstract class TreeCells extends TableCell<Node, Node> {
  private static final double INDENT = 16;
  private static final int COMMON_NAME = 24;

  private TreeCells() {
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Node node, boolean empty) {
    super.updateItem(node, empty);
    if (empty || node == null) {
      setGraphic(null);
      setText(null);
    } else {
      show(node);
    }
  }

  abstract void show(Node node);

  /** Such as {@code moved to js/modules}. */
  static String moved(Elsewhere other) {
    return switch (other) {
      case Elsewhere.To(var path) -> Text.of("tree.movedTo", path);
      case Elsewhere.From(var path) -> Text.of("tree.movedFrom", path);
    };
  }

  /** Indented, with an arrow to open a directory. */
  static final class Name extends TreeCells {
    private final Icon arrow = new Icon("closed");
    private final Icon icon = new Icon("file");
    private final Label name = Nodes.label("", "first");
    private final Label moved = Nodes.label("", "moved");
    private final Label counts = Nodes.label("", "counts");
    private final HBox box = new HBox(arrow, icon, name, moved, Nodes.spacer(), counts);

    Name(IntConsumer toggle) {
      box.getStyleClass().add("tree-name");
      box.setAlignment(Pos.CENTER_LEFT);
      box.setMinWidth(0);
      name.setMinWidth(0);
      name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      HBox.setHgrow(name, Priority.SOMETIMES);
      moved.setMinWidth(0);
      moved.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
      counts.setMinWidth(USE_PREF_SIZE);
      arrow.setMouseTransparent(false);
      arrow.setOnMousePressed(event -> {
        toggle.accept(getIndex());
        event.consume();
      });
    }

    @Override
    void show(Node node) {
      boolean directory = node.state() != Node.State.LEAF;
      arrow.setOpacity(directory ? 1 : 0);
      arrow.show(
          switch (node.state()) {
            case OPEN -> "opened";
            case OPENING -> "wait";
            case LEAF, CLOSED -> "closed";
          });
      icon.show(kind(node.row()));
      icon.getStyleClass().setAll("icon", directory ? "folder" : "leaf");
      name.setText(node.path().name().toString());
      Elsewhere other = node.row().elsewhere();
      moved.setText(other == null ? "" : moved(other));
      // a box takes as much from each: where it went gives way before a name of common length
      boolean whole = other != null && name.getText().length() <= COMMON_NAME;
      name.setMinWidth(whole ? USE_PREF_SIZE : 0);
      counts.setText(counts(node.row().below()));
      box.setPadding(new Insets(0, 0, 0, node.depth() * INDENT));
      setGraphic(box);
    }

    private static String kind(TreeRow row) {
      Seen seen = row.a() instanceof Seen.Present ? row.a() : row.b();
      return Looks.kind(seen);
    }

    /** Such as {@code 3 new, 1 conflict}. */
    private static String counts(Map<Bucket, Long> below) {
      long conflicts = below.getOrDefault(Bucket.CONFLICT, 0L);
      long all = below.values().stream().mapToLong(Long::longValue).sum();
      return all == 0
          ? ""
          : conflicts == 0
              ? Text.of("tree.below", all)
              : Text.of("tree.belowConflicts", all, conflicts);
    }
  }

  /** Size and time of one side; a ghost where it is absent. */
  static final class OneSide extends TreeCells {
    private final Side side;
    private final Words words;
    private final Label text = Nodes.label("", "first");
    private final HBox box = new HBox(text);

    OneSide(Side side, Words words) {
      this.side = side;
      this.words = words;
      box.setAlignment(Pos.CENTER_LEFT);
      box.setMinWidth(0);
      text.setMinWidth(0);
    }

    @Override
    void show(Node node) {
      Seen seen = node.row().seen(side);
      boolean ghost = seen instanceof Seen.Absent;
      text.setText(ghost ? Text.of("change.absent") : said(seen));
      boolean same = node.row().row() == null;
      box.getStyleClass().setAll("two-lines", "side", ghost ? "ghost" : "there");
      if (ghost || same) {
        box.getStyleClass().add("quiet");
      }
      setGraphic(box);
    }

    private String said(Seen seen) {
      boolean folder = seen instanceof Seen.Present(Entry entry) && entry.kind() == Kind.DIRECTORY;
      return folder ? Words.kind(Kind.DIRECTORY) : words.brief(seen);
    }
  }

  /** Mode and owner of one side. */
  static final class Rights extends TreeCells {
    private final Side side;

    Rights(Side side) {
      this.side = side;
    }

    @Override
    void show(Node node) {
      setText(
          node.row().seen(side) instanceof Seen.Present(Entry entry)
              ? Words.mode(entry) + "  " + entry.owner()
              : "");
    }
  }

  /** What will happen. */
  static final class Action extends TreeCells {
    private final Words words;
    private final Icon icon = new Icon("same");
    private final Label text = Nodes.label("", "first");
    private final HBox box = new HBox(icon, text);

    Action(Words words) {
      this.words = words;
      box.setAlignment(Pos.CENTER_LEFT);
      box.setMinWidth(0);
      text.setMinWidth(0);
    }

    @Override
    void show(Node node) {
      PlanRow row = node.row().row();
      box.getStyleClass().setAll("two-lines", "action");
      Elsewhere other = node.row().elsewhere();
      if (row == null && other != null) {
        box.getStyleClass().addAll("tone-copy", "proposed");
        icon.setOpacity(1);
        icon.show("move");
        text.setText(Text.of(other instanceof Elsewhere.To ? "tree.movedAway" : "tree.comesAlong"));
      } else if (row == null) {
        boolean same = node.looksSame();
        boolean mixed = same && !node.row().below().isEmpty();
        box.getStyleClass().addAll(same ? "tone-same" : "tone-conflict", "proposed");
        icon.setOpacity(mixed ? 0 : 1);
        icon.show(same ? "same" : "conflict");
        text.setText(mixed ? "" : Text.of(same ? "tree.same" : "tree.differs"));
      } else if (row.decision() == null && row.item().bucket() == Bucket.CONFLICT) {
        box.getStyleClass().addAll("tone-conflict", "proposed");
        icon.setOpacity(1);
        icon.show("conflict");
        text.setText(Text.of("tree.asks"));
      } else {
        Choice choice = row.decision() == null ? row.item().proposal() : row.decision().choice();
        Effect effect = Effect.of(row.item(), choice);
        icon.setOpacity(1);
        icon.show(Looks.icon(effect));
        text.setText(Looks.arrow(effect) + words.effect(effect));
        box.getStyleClass()
            .addAll(Looks.tone(effect), row.decision() == null ? "proposed" : "mine");
      }
      setGraphic(box);
    }
  }
}
