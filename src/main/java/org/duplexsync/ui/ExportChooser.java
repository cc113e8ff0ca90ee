package org.duplexsync.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.duplexsync.control.PlanExport;
import org.duplexsync.ui.parts.Text;

/** Asks for a file whose name says in which format the plan is written. */
final class ExportChooser implements Supplier<Optional<Path>> {
  private final Stage stage;

  ExportChooser(Stage stage) {
    this.stage = stage;
  }

  @Override
  public Optional<Path> get() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Text.of("export.title"));
    chooser.setInitialFileName("plan.html");
    for (PlanExport.Format format : PlanExport.Format.values()) {
      String end = "*." + format.name().toLowerCase(Locale.ROOT);
      chooser
          .getExtensionFilters()
          .add(new FileChooser.ExtensionFilter(format.name(), List.of(end)));
    }
    File chosen = chooser.showSaveDialog(stage);
    return Optional.ofNullable(chosen).map(File::toPath);
  }
}
