package org.duplexsync.ui.table;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.duplexsync.ui.parts.Icon;
import org.duplexsync.ui.parts.Nodes;
import org.duplexsync.ui.parts.Text;

/** Where one types to see fewer rows, with a button to see all again. */
public final class FilterField extends HBox {
  private final TextField field = new TextField();

  /**
   * @param id of the text field
   */
  public FilterField(Sieve sieve, String id) {
    Button clear = Nodes.iconButton(Text.of("filter.clear"), "cancel", sieve::clear);
    field.setPromptText(Text.of("filter.prompt"));
    field.setTooltip(new Tooltip(Text.of("filter.help")));
    field.setAccessibleText(Text.of("command.filter"));
    field.setId(id);
    field.textProperty().bindBidirectional(sieve.textProperty());
    getChildren().addAll(new Icon("search"), field, clear);
    getStyleClass().add("filter-field");
    setAlignment(Pos.CENTER_LEFT);
    sieve.parsedProperty().addListener((_, _, _) -> Nodes.show(clear, sieve.isOn()));
    sieve.bucketsProperty().addListener((_, _, _) -> Nodes.show(clear, sieve.isOn()));
    Nodes.show(clear, sieve.isOn());
  }

  /**
   * @param next where Escape and Enter lead
   */
  public void leaveTo(Runnable next) {
    field.setOnKeyPressed(event -> pressed(event, next));
  }

  private void pressed(KeyEvent event, Runnable next) {
    KeyCode key = event.getCode();
    if (key == KeyCode.ESCAPE && !field.getText().isEmpty()) {
      field.clear();
      event.consume();
    } else if (key == KeyCode.ENTER || key == KeyCode.DOWN || key == KeyCode.ESCAPE) {
      next.run();
      event.consume();
    }
  }

  public void focusField() {
    field.requestFocus();
    field.selectAll();
  }
}
