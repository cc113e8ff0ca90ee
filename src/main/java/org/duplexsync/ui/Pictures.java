package org.duplexsync.ui;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.DialogPane;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/**
 * Takes pictures of the window's screens, light, dark and in high contrast, in the sizes that
 * matter. Runs on a thread of its own; the window must be shown.
 */
final class Pictures {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private record Size(int width, int height, int scale) {
    String name() {
      return width + "x" + height + (scale == 1 ? "" : "@" + scale + "x");
    }
  }

  private static final List<Size> SIZES =
      List.of(new Size(1440, 900, 1), new Size(1024, 700, 1), new Size(1440, 900, 2));

  private final MainWindow window;
  private final Path directory;

  Pictures(MainWindow window, Path directory) {
    this.window = window;
    this.directory = directory;
  }

  /** One picture for each theme and size. */
  void take(String name) throws IOException {
    Files.createDirectories(directory);
    for (Themes theme : List.of(Themes.LIGHT, Themes.DARK)) {
      for (Size size : SIZES) {
        take(name, theme, size);
      }
    }
    take(name, Themes.CONTRAST, SIZES.getFirst());
  }

  private void take(String screen, Themes theme, Size size) {
    String name = screen + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size.name();
    onWindow(() -> {
      theme.dress(window.scene());
      window.scene().getWindow().setWidth(size.width());
      window.scene().getWindow().setHeight(size.height());
      return true;
    });
    settle();
    List<WritableImage> seen =
        onWindow(() ->
            Stream.concat(Stream.of(window.scene()), dialogs())
                .map(scene -> snapshot(scene, size.scale()))
                .toList());
    write(seen, directory.resolve(name + ".png"));
  }

  /** What is asked over the window. */
  private Stream<Scene> dialogs() {
    return Window.getWindows().stream()
        .filter(other -> other instanceof Stage asked && asked.getOwner() != null)
        .filter(other -> window.scene().getWindow().equals(((Stage) other).getOwner()))
        .map(Window::getScene);
  }

  private static WritableImage snapshot(Scene scene, int scale) {
    SnapshotParameters how = new SnapshotParameters();
    how.setTransform(Transform.scale(scale, scale));
    return scene.getRoot().snapshot(how, null);
  }

  /** Dialogs stand in the middle, as they are opened. */
  private static void write(List<WritableImage> seen, Path file) {
    BufferedImage whole = copy(seen.getFirst());
    Graphics2D paper = whole.createGraphics();
    for (WritableImage dialog : seen.subList(1, seen.size())) {
      int x = (int) (whole.getWidth() - dialog.getWidth()) / 2;
      int y = (int) (whole.getHeight() - dialog.getHeight()) / 2;
      paper.drawImage(copy(dialog), x, y, null);
      paper.setColor(Color.GRAY);
      paper.drawRect(x, y, (int) dialog.getWidth(), (int) dialog.getHeight());
    }
    paper.dispose();
    try {
      ImageIO.write(whole, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage copy(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    copy.setRGB(0, 0, width, height, pixels, 0, width);
    return copy;
  }

  /** Gives the answer that changes nothing to what is asked over the window. */
  void refuse() {
    onWindow(() -> {
      for (Scene scene : dialogs().toList()) {
        DialogPane pane = (DialogPane) scene.getRoot();
        pane.getButtonTypes().stream()
            .filter(type -> type.getButtonData().isCancelButton())
            .forEach(type -> ((Button) pane.lookupButton(type)).fire());
      }
      return true;
    });
  }

  boolean isAsked() {
    return dialogs().findAny().isPresent();
  }

  /** Layout needs a few frames after a change of size or theme. */
  private static void settle() {
    for (int i = 0; i < 6; i++) {
      onWindow(() -> true);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(80));
    }
  }

  /** Waits until something holds on the window's thread. */
  static void await(String what, Callable<Boolean> condition) {
    long end = System.nanoTime() + PATIENCE;
    while (!onWindow(condition)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  static <T> T onWindow(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Platform.runLater(future);
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
