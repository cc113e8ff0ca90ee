package org.duplexsync.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.collections.MapChangeListener;
import javafx.scene.Scene;

/** Light, dark or high contrast, as the system says, also when it changes its mind. */
enum Themes {
  LIGHT,
  DARK,
  CONTRAST;

  static Themes ofSystem() {
    Platform.Preferences system = Platform.getPreferences();
    String gtk = system.getString("GTK.theme_name").orElse("").toLowerCase(Locale.ROOT);
    if (system.getBoolean("Windows.SPI.HighContrast").orElse(false)
        || gtk.contains("highcontrast")) {
      return CONTRAST;
    }
    return system.getColorScheme() == ColorScheme.DARK ? DARK : LIGHT;
  }

  /** Keeps a scene as the system wants it. Run the answer to stop: the system outlives scenes. */
  static Runnable follow(Scene scene) {
    ofSystem().dress(scene);
    Platform.Preferences system = Platform.getPreferences();
    ChangeListener<ColorScheme> scheme = (_, _, _) -> ofSystem().dress(scene);
    MapChangeListener<String, Object> name =
        change -> {
          if (change.getKey().contains("HighContrast") || change.getKey().contains("theme")) {
            ofSystem().dress(scene);
          }
        };
    system.colorSchemeProperty().addListener(scheme);
    system.addListener(name);
    return () -> {
      system.colorSchemeProperty().removeListener(scheme);
      system.removeListener(name);
    };
  }

  void dress(Scene scene) {
    Application.setUserAgentStylesheet(
        switch (this) {
          case LIGHT -> new PrimerLight().getUserAgentStylesheet();
          case DARK, CONTRAST -> new PrimerDark().getUserAgentStylesheet();
        });
    scene.getStylesheets().setAll(sheet("window"), sheet(name().toLowerCase(Locale.ROOT)));
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Themes.class.getResource(name + ".css"), name).toExternalForm();
  }
}
