package org.duplexsync.control.socket;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duplexsync.control.LiveControl;
import org.duplexsync.control.PairControl;

/**
 * What goes over the socket. Each end begins with the {@link #VERSION} under {@code duplex}; the
 * server adds the pairs. Then calls go one way, each with a number and answered under it in any
 * order; answers and new states of pairs go the other.
 */
final class Protocol {
  /** Rises with every change of the messages or of any type in them. */
  static final int VERSION = 5;

  /**
   * What is answered on the caller's side, from the greeting and the states that were pushed; and
   * one who ends must not end the engine for others.
   */
  private static final Set<String> NOT_SENT =
      Set.of("info", "state", "listen", "live", "cancelForGood");

  static final Map<String, Method> PAIR = methods(PairControl.class);
  static final Map<String, Method> LIVE = methods(LiveControl.class);

  private Protocol() {}

  private static Map<String, Method> methods(Class<?> type) {
    Map<String, Method> methods = new TreeMap<>();
    for (Method method : type.getMethods()) {
      if (!NOT_SENT.contains(method.getName())) {
        methods.put(name(method), method);
      }
    }
    return methods;
  }

  /** Such as {@code undo()}: some have one name and differ in what they take. */
  static String name(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }
}
