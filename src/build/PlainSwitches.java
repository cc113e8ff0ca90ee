import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.CompoundElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Writes out what a JVM would make at each start anew: for a switch over types, and for equals and
 * hashCode of a record, the compiler leaves a call whose code is generated when it is first reached,
 * and no AOT cache keeps that. Here each becomes a private method of its class that does the same.
 *
 * <p>usage: java -cp ALL-JARS PlainSwitches.java JAR (is replaced)
 */
final class PlainSwitches {
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path made = Path.of(arguments[0] + ".new");
    Map<String, byte[]> entries = read(jar);
    var known = ClassHierarchyResolver.ofClassLoading(PlainSwitches.class.getClassLoader());
    var format = ClassFile.of(ClassHierarchyResolverOption.of(known));
    try (OutputStream file = Files.newOutputStream(made);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        boolean isClass = entry.getKey().endsWith(".class");
        out.write(isClass ? plain(format, format.parse(entry.getValue())) : entry.getValue());
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

  private static byte[] plain(ClassFile format, ClassModel model) {
    List<Written> methods = new ArrayList<>();
    boolean isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
    ClassDesc self = model.thisClass().asSymbol();
    CodeTransform calls =
        (code, element) -> {
          Body body = element instanceof InvokeDynamicInstruction call ? body(call) : null;
          if (body == null) {
            code.with(element);
            return;
          }
          var call = (InvokeDynamicInstruction) element;
          var method = new Written("$" + call.name() + "$" + methods.size(), call.typeSymbol(), body);
          methods.add(method);
          code.invoke(Opcode.INVOKESTATIC, self, method.name(), method.type(), isInterface);
        };
    return format.transformClass(
        model,
        ClassTransform.transformingMethodBodies(PlainSwitches::calls, calls)
            .andThen(ClassTransform.endHandler(to -> methods.forEach(each -> write(to, each)))));
  }

  /** All other methods stay as they are. */
  private static boolean calls(MethodModel method) {
    return method.code().stream()
        .flatMap(CompoundElement::elementStream)
        .anyMatch(element -> element instanceof InvokeDynamicInstruction call && body(call) != null);
  }

  /** What takes the place of a call. */
  private interface Body {
    void write(CodeBuilder code);
  }

  private record Written(String name, MethodTypeDesc type, Body body) {}

  private static void write(ClassBuilder to, Written method) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    to.withMethodBody(method.name(), method.type(), flags, method.body()::write);
  }

  /** Null: the call stays. */
  private static Body body(InvokeDynamicInstruction call) {
    List<ConstantDesc> arguments = call.bootstrapArgs();
    String by = call.bootstrapMethod().owner().displayName() + "." + call.bootstrapMethod().methodName();
    if (by.equals("SwitchBootstraps.typeSwitch")
        && arguments.stream().allMatch(ClassDesc.class::isInstance)) {
      return code -> typeSwitch(code, arguments);
    }
    if (!by.equals("ObjectMethods.bootstrap")) {
      return null;
    }
    List<DirectMethodHandleDesc> fields =
        arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
    ClassDesc self = (ClassDesc) arguments.getFirst();
    return switch (call.name().stringValue()) {
      case "equals" -> code -> equal(code, self, fields);
      case "hashCode" -> code -> hash(code, self, fields);
      default -> null;
    };
  }

  /** Object and the first label that counts: the first of those that fits, their number if none. */
  private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
    Label something = code.newLabel();
    code.aload(0).ifnonnull(something).iconst_m1().ireturn().labelBinding(something);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  private static void equal(CodeBuilder code, ClassDesc self, List<DirectMethodHandleDesc> fields) {
    Label another = code.newLabel();
    Label different = code.newLabel();
    code.aload(0).aload(1).if_acmpne(another).iconst_1().ireturn().labelBinding(another);
    code.aload(1).instanceOf(self).ifeq(different);
    for (DirectMethodHandleDesc field : fields) {
      load(code, 0, self, field);
      code.aload(1).checkcast(self).getfield(self, field.methodName(), type(field));
      isSame(code, type(field), different);
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private static void load(
      CodeBuilder code, int slot, ClassDesc self, DirectMethodHandleDesc field) {
    code.aload(slot).getfield(self, field.methodName(), type(field));
  }

  private static ClassDesc type(DirectMethodHandleDesc getter) {
    return getter.invocationType().returnType();
  }

  private static void isSame(CodeBuilder code, ClassDesc type, Label different) {
    switch (TypeKind.from(type)) {
      case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(different);
      case LONG -> code.lcmp().ifne(different);
      case FLOAT, DOUBLE -> code.invokestatic(box(type), "compare", MethodTypeDesc.of(CD_int, type, type)).ifne(different);
      case REFERENCE -> code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object)).ifeq(different);
      case VOID -> throw new IllegalArgumentException();
    }
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ClassDesc.of("java.lang.Boolean");
      case BYTE -> ClassDesc.of("java.lang.Byte");
      case CHAR -> ClassDesc.of("java.lang.Character");
      case SHORT -> ClassDesc.of("java.lang.Short");
      case INT -> ClassDesc.of("java.lang.Integer");
      case LONG -> ClassDesc.of("java.lang.Long");
      case FLOAT -> ClassDesc.of("java.lang.Float");
      case DOUBLE -> ClassDesc.of("java.lang.Double");
      case REFERENCE, VOID -> OBJECTS;
    };
  }

  private static void hash(CodeBuilder code, ClassDesc self, List<DirectMethodHandleDesc> fields) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields) {
      code.loadConstant(31).imul();
      load(code, 0, self, field);
      ClassDesc taken = type(field).isPrimitive() ? type(field) : CD_Object;
      code.invokestatic(box(type(field)), "hashCode", MethodTypeDesc.of(CD_int, taken)).iadd();
    }
    code.ireturn();
  }
}
