package org.duplexsync.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.duplexsync.ui.parts.Text;

/** Asks which job is to be opened. */
final class JobChooser implements Supplier<Optional<Path>> {
  private final Stage stage;

  JobChooser(Stage stage) {
    this.stage = stage;
  }

  @Override
  public Optional<Path> get() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Text.of("command.open"));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(Text.of("start.filter"), "*.json"));
    return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
  }
}
