package org.duplexsync.job;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/** Renders JSON: what fits stands on one line, else each member on its own. */
final class JsonText {
  private static final int WIDTH = 90;
  private static final String STEP = "  ";

  private JsonText() {}

  /**
   * @param indent the white space before the line it begins on
   */
  static String render(Json json, String indent) {
    String flat = flat(json);
    if (indent.length() + flat.length() <= WIDTH) {
      return flat;
    }
    String inner = indent + STEP;
    List<String> lines = new ArrayList<>();
    switch (json) {
      case Json.Obj object ->
          object
              .members()
              .forEach(m -> lines.add(quote(m.key()) + ": " + render(m.value(), inner)));
      case Json.Arr array -> array.items().forEach(item -> lines.add(render(item, inner)));
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> {
        return flat;
      }
    }
    String open = json instanceof Json.Obj ? "{" : "[";
    String close = json instanceof Json.Obj ? "}" : "]";
    return open + "\n" + inner + String.join(",\n" + inner, lines) + "\n" + indent + close;
  }

  private static String flat(Json json) {
    return switch (json) {
      case Json.Obj object ->
          "{"
              + String.join(
                  ", ",
                  object.members().stream()
                      .map(m -> quote(m.key()) + ": " + flat(m.value()))
                      .toList())
              + "}";
      case Json.Arr array ->
          "[" + String.join(", ", array.items().stream().map(JsonText::flat).toList()) + "]";
      case Json.Str text -> quote(text.value());
      case Json.Num number -> number.text();
      case Json.Bool flag -> String.valueOf(flag.value());
      case Json.Null _ -> "null";
    };
  }

  static String quote(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
  }
}
