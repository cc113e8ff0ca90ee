package org.duplexsync.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CompoundElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes that the build has written out do what the compiler's do. */
class PlainSwitchesTest {
  /** Of each kind that a field can have. */
  record Fields(
      boolean flag,
      byte small,
      char letter,
      short number,
      int whole,
      long large,
      float part,
      double exact,
      @Nullable Object any) {}

  /** Without fields. */
  record Nothing() {}

  /** Something that tells with the compiler's switches and records what they come to. */
  public static final class Tells implements Supplier<List<String>> {
    private static final Fields ONE =
        new Fields(true, (byte) -2, 'x', (short) 3, -4, 5L << 40, 0.5f, -0.0, "text");

    private static final List<Object> THINGS =
        List.of(ONE, new Nothing(), "", "long enough", 7, -7, 8L, 'c', List.of());

    @Override
    public List<String> get() {
      List<String> told = new ArrayList<>();
      told.add(kind(null));
      THINGS.forEach(thing -> told.add(kind(thing)));
      List<Fields> others =
          List.of(
              ONE,
              new Fields(true, (byte) -2, 'x', (short) 3, -4, 5L << 40, 0.5f, -0.0, "te" + "xt"),
              new Fields(false, (byte) -2, 'x', (short) 3, -4, 5L << 40, 0.5f, -0.0, "text"),
              new Fields(true, (byte) 2, 'x', (short) 3, -4, 5L << 40, 0.5f, -0.0, "text"),
              new Fields(true, (byte) -2, 'y', (short) 3, -4, 5L << 40, 0.5f, -0.0, "text"),
              new Fields(true, (byte) -2, 'x', (short) 4, -4, 5L << 40, 0.5f, -0.0, "text"),
              new Fields(true, (byte) -2, 'x', (short) 3, 4, 5L << 40, 0.5f, -0.0, "text"),
              new Fields(true, (byte) -2, 'x', (short) 3, -4, 6L << 40, 0.5f, -0.0, "text"),
              new Fields(true, (byte) -2, 'x', (short) 3, -4, 5L << 40, Float.NaN, -0.0, "text"),
              new Fields(true, (byte) -2, 'x', (short) 3, -4, 5L << 40, 0.5f, 0.0, "text"),
              new Fields(true, (byte) -2, 'x', (short) 3, -4, 5L << 40, 0.5f, -0.0, null));
      for (Fields other : others) {
        told.add(ONE.equals(other) + " " + other.equals(ONE) + " " + other.hashCode() + other);
      }
      Object text = "text";
      told.add(String.valueOf(ONE.equals(text)));
      told.add(new Nothing().hashCode() + " " + new Nothing().equals(new Nothing()));
      return told;
    }

    private static String kind(@Nullable Object thing) {
      return switch (thing) {
        case null -> "null";
        case Fields(_, _, _, _, int whole, _, _, _, String any) when whole < 0 -> any + whole;
        case Fields _ -> "fields";
        case Nothing _ -> "nothing";
        case String text when text.length() > 4 -> "long " + text;
        case CharSequence text -> "short " + text;
        case Integer number when number > 0 -> "positive " + number;
        case Number number -> "number " + number;
        default -> "something else";
      };
    }
  }

  private static byte[] bytes(Class<?> type) throws Exception {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static Path jar(Path directory, Class<?>... types) throws Exception {
    Path jar = directory.resolve("some.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Class<?> type : types) {
        out.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
        out.write(bytes(type));
        out.closeEntry();
      }
    }
    return jar;
  }

  /** Whether anything but the words of a record and strings is still made at run time. */
  private static boolean isMadeLate(byte[] type) {
    return ClassFile.of().parse(type).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(CompoundElement::elementStream)
        .anyMatch(element ->
            element instanceof InvokeDynamicInstruction call
                && List.of("typeSwitch", "equals", "hashCode").contains(call.name().stringValue()));
  }

  @Test
  void whatIsWrittenOutDoesTheSame(@TempDir Path directory) throws Exception {
    Class<?>[] types = {PlainSwitchesTest.class, Tells.class, Fields.class, Nothing.class};
    assertTrue(isMadeLate(bytes(Tells.class)) && isMadeLate(bytes(Fields.class)));
    Path jar = jar(directory, types);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process run =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                jar + ":" + System.getProperty("java.class.path"),
                Path.of("src", "build", "PlainSwitches.java").toString(),
                jar.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, run.waitFor(), said);
    URL[] written = {jar.toUri().toURL()};
    try (var loader = new URLClassLoader(written, ClassLoader.getPlatformClassLoader())) {
      for (Class<?> type : types) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(name))) {
          assertFalse(isMadeLate(in.readAllBytes()), name);
        }
      }
      Object tells = loader.loadClass(Tells.class.getName()).getConstructor().newInstance();
      assertEquals(new Tells().get(), ((Supplier<?>) tells).get());
    }
  }
}
