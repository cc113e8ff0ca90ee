package org.duplexsync.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a text from one value to another and leaves everything that didn't change as it was
 * written: keys, order, white space, defaults that were spelled out.
 */
final class JsonEdit {
  private final String text;

  JsonEdit(String text) {
    this.text = text;
  }

  /**
   * What one value is to become.
   *
   * @param before complete, as the text was understood; {@code after} as it shall be understood
   * @param shortest the latter without defaults: only this is added to the text
   */
  record Change(@Nullable Json before, @Nullable Json after, @Nullable Json shortest) {
    Change of(String key) {
      return new Change(get(before, key), get(after, key), get(shortest, key));
    }

    private static @Nullable Json get(@Nullable Json json, String key) {
      return json instanceof Json.Obj object ? object.get(key) : null;
    }
  }

  /** One member or item: what stands before it since the comma, itself, and what follows it. */
  private record Slot(String gap, String body, String tail) {}

  /** The new text of {@code written}, which stands in the old text. */
  String edited(Json written, Change change) {
    Json after = change.after;
    if (after == null || Json.same(change.before, after)) {
      return source(written);
    }
    if (written instanceof Json.Obj object && after instanceof Json.Obj target) {
      return object(object, target, change);
    }
    if (written instanceof Json.Arr array && after instanceof Json.Arr target && named(target)) {
      return array(array, target, change);
    }
    return JsonText.render(after, indent(written.place().start()));
  }

  private String object(Json.Obj written, Json.Obj after, Change change) {
    List<Slot> slots = new ArrayList<>();
    Set<String> had = new HashSet<>();
    int from = written.place().start() + 1;
    for (int i = 0; i < written.members().size(); i++) {
      Json.Member member = written.members().get(i);
      had.add(member.key());
      int end = member.value().place().end();
      int next = slotEnd(end, i == written.members().size() - 1, written);
      if (after.get(member.key()) != null || !known(change, member.key())) {
        String head = text.substring(member.place().start(), member.value().place().start());
        String body = head + edited(member.value(), change.of(member.key()));
        slots.add(
            new Slot(
                text.substring(from, member.place().start()), body, text.substring(end, next)));
      }
      from = next + 1;
    }
    if (change.shortest instanceof Json.Obj shortest) {
      for (Json.Member member : shortest.members()) {
        if (!had.contains(member.key())) {
          String value = JsonText.render(member.value(), lineIndent(written));
          slots.add(added(slots, JsonText.quote(member.key()) + ": " + value));
        }
      }
    }
    return joined("{", slots, "}");
  }

  private static boolean known(Change change, String key) {
    return change.of(key).before != null;
  }

  private String array(Json.Arr written, Json.Arr after, Change change) {
    List<Slot> slots = new ArrayList<>();
    for (Json target : after.items()) {
      int at = indexOf(written, name(target));
      if (at < 0) {
        Json shortest = item(change.shortest, name(target));
        Json rendered = shortest == null ? target : shortest;
        slots.add(
            added(
                slots.isEmpty() ? slots(written) : slots,
                JsonText.render(rendered, lineIndent(written))));
      } else {
        Change of =
            new Change(
                item(change.before, name(target)), target, item(change.shortest, name(target)));
        Slot old = slots(written).get(at);
        slots.add(new Slot(old.gap, edited(written.items().get(at), of), old.tail));
      }
    }
    return joined("[", slots, "]");
  }

  private List<Slot> slots(Json.Arr written) {
    List<Slot> slots = new ArrayList<>();
    int from = written.place().start() + 1;
    for (int i = 0; i < written.items().size(); i++) {
      Place place = written.items().get(i).place();
      int next = slotEnd(place.end(), i == written.items().size() - 1, written);
      String body = text.substring(place.start(), place.end());
      slots.add(
          new Slot(text.substring(from, place.start()), body, text.substring(place.end(), next)));
      from = next + 1;
    }
    return slots;
  }

  /** Where the comma after a value stands, or the container's closing bracket. */
  private int slotEnd(int valueEnd, boolean last, Json container) {
    return last ? container.place().end() - 1 : text.indexOf(',', valueEnd);
  }

  private static Slot added(List<Slot> model, String body) {
    if (model.isEmpty()) {
      return new Slot("", body, "");
    }
    String gap = model.getLast().gap;
    return new Slot(model.size() == 1 && gap.isEmpty() ? " " : gap, body, "");
  }

  /** The white space before the closing bracket stays there, whatever is last now. */
  private static String joined(String open, List<Slot> slots, String close) {
    StringBuilder out = new StringBuilder(open);
    String end = "";
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      out.append(i == 0 ? "" : ",").append(slot.gap).append(slot.body);
      end = slot.tail.isEmpty() ? end : slot.tail;
    }
    return out + end + close;
  }

  private static boolean named(Json.Arr array) {
    return array.items().stream().allMatch(item -> item instanceof Json.Obj);
  }

  private static Json name(Json item) {
    Json name = item instanceof Json.Obj object ? object.get("name") : null;
    return name == null ? item : name;
  }

  private static int indexOf(Json.Arr array, Json name) {
    for (int i = 0; i < array.items().size(); i++) {
      if (Json.same(name(array.items().get(i)), name)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Json item(@Nullable Json list, Json name) {
    if (list instanceof Json.Arr array) {
      int at = indexOf(array, name);
      return at < 0 ? null : array.items().get(at);
    }
    return null;
  }

  private String source(Json json) {
    return text.substring(json.place().start(), json.place().end());
  }

  private String indent(int offset) {
    int line = text.lastIndexOf('\n', offset - 1) + 1;
    int end = line;
    while (end < offset && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(line, end);
  }

  private String lineIndent(Json container) {
    return indent(container.place().start()) + "  ";
  }
}
