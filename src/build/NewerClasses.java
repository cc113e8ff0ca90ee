import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives classes of a jar that were compiled for Java 5 the format of Java 17, with stack maps. A JVM
 * leaves the old ones out of its AOT cache, and checks them the slow way at each start.
 *
 * <p>usage: java NewerClasses.java JAR (is replaced)
 */
final class NewerClasses {
  private static final int OLDEST_CACHED = ClassFile.JAVA_6_VERSION;

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path made = Path.of(arguments[0] + ".new");
    Map<String, byte[]> entries = read(jar);
    var format =
        ClassFile.of(
            ClassHierarchyResolverOption.of(hierarchy(entries)), StackMapsOption.GENERATE_STACK_MAPS);
    try (OutputStream file = Files.newOutputStream(made);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(newer(format, entry.getKey(), entry.getValue()));
        out.closeEntry();
      }
    }
    Files.move(made, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, byte[]> read(Path jar) throws IOException {
    var entries = new TreeMap<String, byte[]>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(each -> !each.isDirectory()).toList()) {
        try (InputStream in = file.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  /** What extends what, within the jar and the JDK. */
  private static ClassHierarchyResolver hierarchy(Map<String, byte[]> entries) {
    return ClassHierarchyResolver.ofResourceParsing(type -> {
          String name = type.descriptorString();
          byte[] known = entries.get(name.substring(1, name.length() - 1) + ".class");
          return known == null ? null : new java.io.ByteArrayInputStream(known);
        })
        .orElse(ClassHierarchyResolver.defaultResolver());
  }

  private static byte[] newer(ClassFile format, String name, byte[] bytes) {
    if (!name.endsWith(".class")) {
      return bytes;
    }
    ClassModel model = format.parse(bytes);
    if (model.majorVersion() >= OLDEST_CACHED) {
      return bytes;
    }
    ClassTransform version =
        (to, element) -> {
          if (element instanceof ClassFileVersion) {
            to.withVersion(ClassFile.JAVA_17_VERSION, 0);
          } else {
            to.with(element);
          }
        };
    // bodies are written anew, and with them their stack maps
    return format.transformClass(
        model, version.andThen(ClassTransform.transformingMethodBodies(CodeBuilder::with)));
  }
}
