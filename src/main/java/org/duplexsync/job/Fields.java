package org.duplexsync.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object, each asked for once. What is amiss becomes a problem and the answer a
 * harmless value, so that reading goes on and tells the rest too.
 */
final class Fields {
  private final Json.Obj object;
  private final String path;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(Json.Obj object, String path, Problems problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  Problems problems() {
    return problems;
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean has(String key) {
    return object.get(key) != null;
  }

  void amiss(String key, String message) {
    Json value = object.get(key);
    problems.add(value == null ? object.place() : value.place(), path(key), message);
  }

  Place place(String key) {
    Json value = object.get(key);
    return value == null ? object.place() : value.place();
  }

  /** Empty if missing or no text; then it has been told. */
  String text(String key, String example) {
    if (!has(key)) {
      known.add(key);
      amiss(key, "is missing; write \"" + key + "\": \"" + example + "\"");
      return "";
    }
    String text = optionalText(key);
    return text == null ? "" : text;
  }

  @Nullable String optionalText(String key) {
    Json value = ask(key);
    if (value instanceof Json.Str text) {
      if (text.value().isEmpty()) {
        amiss(key, "is empty; write a value or delete the key");
        return null;
      }
      return text.value();
    }
    wrong(key, value, "a text between double quotes");
    return null;
  }

  boolean flag(String key) {
    return flag(key, false);
  }

  boolean flag(String key, boolean otherwise) {
    Json value = ask(key);
    if (value instanceof Json.Bool flag) {
      return flag.value();
    }
    wrong(key, value, "true or false, without quotes");
    return otherwise;
  }

  boolean isText(String key) {
    return ask(key) instanceof Json.Str;
  }

  /** Bounds of a number, and what it counts. */
  record Range(int least, int most, String unit) {}

  int number(String key, int otherwise, Range range) {
    String want = "a whole number" + range.unit + " from " + range.least + " to " + range.most;
    Json value = ask(key);
    if (value instanceof Json.Num number) {
      if (number.text().matches("-?[0-9]{1,9}")) {
        int parsed = Integer.parseInt(number.text());
        if (parsed >= range.least && parsed <= range.most) {
          return parsed;
        }
      }
      String shown = number.text().substring(0, Math.min(20, number.text().length()));
      amiss(key, shown + " is out of range; write " + want);
      return otherwise;
    }
    wrong(key, value, want + ", without quotes");
    return otherwise;
  }

  <E extends Enum<E>> E choice(String key, E otherwise) {
    String text = optionalText(key);
    if (text == null) {
      return otherwise;
    }
    List<String> all = new ArrayList<>();
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      if (Spelling.of(constant).equals(text)) {
        return constant;
      }
      all.add(Spelling.of(constant));
    }
    String meant = Words.meant(text, all);
    String list = meant.contains("did you mean") ? " (" + String.join(", ", all) + ")" : "";
    amiss(key, "\"" + text + "\" is no value for it" + meant + list);
    return otherwise;
  }

  /** Null if absent, or no object (told). */
  @Nullable Fields object(String key) {
    Json value = ask(key);
    if (value instanceof Json.Obj child) {
      return new Fields(child, path(key), problems);
    }
    wrong(key, value, "an object { }");
    return null;
  }

  @Nullable Fields requiredObject(String key, String example) {
    if (!has(key)) {
      known.add(key);
      amiss(key, "is missing; write \"" + key + "\": " + example);
    }
    return object(key);
  }

  /** The items of a list, each as a single field that can be told about. */
  List<Json> list(String key) {
    Json value = ask(key);
    if (value instanceof Json.Arr array) {
      return array.items();
    }
    wrong(key, value, "a list [ ]");
    return List.of();
  }

  boolean emptyList(String key) {
    return object.get(key) instanceof Json.Arr array && array.items().isEmpty();
  }

  Stream<Json.Member> members() {
    return object.members().stream();
  }

  /** To be called last: every key that was not asked for is unknown. */
  void end() {
    for (Json.Member member : object.members()) {
      if (!known.contains(member.key())) {
        String meant = Words.meant(member.key(), known);
        problems.add(member.place(), path(member.key()), "is no key of a job here" + meant);
      }
    }
  }

  private @Nullable Json ask(String key) {
    known.add(key);
    return object.get(key);
  }

  private void wrong(String key, @Nullable Json value, String want) {
    if (value instanceof Json.Null) {
      amiss(key, "null is no value; delete the key, or write " + want);
    } else if (value != null) {
      amiss(key, "is " + value.kind() + "; write " + want);
    }
  }
}
