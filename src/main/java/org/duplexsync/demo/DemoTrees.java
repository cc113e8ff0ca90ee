package org.duplexsync.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * The two trees: a small web site on which both servers once agreed, and what an outage made of it.
 */
final class DemoTrees {
  private final Path a;
  private final Path b;

  DemoTrees(Path a, Path b) {
    this.a = a;
    this.b = b;
  }

  /** Makes both trees, equal and two days old. */
  void agree() throws IOException {
    Files.createDirectories(a.resolve("images"));
    Files.createDirectories(b);
    picture(a.resolve("images/header.png"), new Color(0x05, 0x55, 0xee), Color.WHITE);
    picture(a.resolve("images/old-logo.png"), Color.GRAY, Color.BLACK);
    run("agreed.sh");
  }

  /** Changes both trees so that every kind of difference is there. */
  void outage() throws IOException {
    Path header = b.resolve("images/header.png");
    picture(header, new Color(0x16, 0x6f, 0x3e), Color.WHITE);
    Files.setLastModifiedTime(
        header,
        FileTime.from(Files.getLastModifiedTime(header).toInstant().minus(Duration.ofHours(1))));
    Files.delete(a.resolve("images/old-logo.png"));
    run("outage.sh");
  }

  /** Some new files and edits, on both sides. */
  void work() throws IOException {
    Files.writeString(a.resolve("news.html"), "<p>We are open again.</p>\n");
    Files.writeString(b.resolve("visitors.txt"), "1204\n");
    Files.createDirectories(b.resolve("images/2026"));
    picture(b.resolve("images/2026/harbour.png"), new Color(0x0b, 0x3d, 0x91), Color.WHITE);
    picture(a.resolve("images/header.png"), new Color(0xb6, 0x5e, 0x0c), Color.WHITE);
  }

  private static void picture(Path file, Color from, Color to) throws IOException {
    BufferedImage image = new BufferedImage(320, 80, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, from, 320, 80, to));
    pen.fillRect(0, 0, 320, 80);
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private void run(String script) throws IOException {
    Process process =
        new ProcessBuilder(List.of("/bin/sh", "-s", "--", a.toString(), b.toString()))
            .redirectErrorStream(true)
            .start();
    try (InputStream text =
            Objects.requireNonNull(DemoTrees.class.getResourceAsStream(script), script);
        var in = process.getOutputStream()) {
      text.transferTo(in);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("the demo's trees could not be made (" + script + "): " + said.strip());
    }
  }
}
