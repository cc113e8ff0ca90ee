package org.duplexsync.lab;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the class's lab to constructors and methods; the store closes it after the class. */
final class LabExtension implements ParameterResolver {

  private static final Namespace LABS = Namespace.create(LabExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return classOf(context).getStore(LABS).computeIfAbsent(Lab.class, key -> Lab.up(), Lab.class);
  }

  private static ExtensionContext classOf(ExtensionContext context) {
    var at = context;
    while (at.getTestMethod().isPresent()) {
      at = at.getParent().orElseThrow();
    }
    return at;
  }
}
