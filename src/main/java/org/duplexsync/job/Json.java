package org.duplexsync.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value that knows where it stands. */
sealed interface Json {
  Place place();

  record Obj(Place place, List<Member> members) implements Json {
    @Nullable Json get(String key) {
      for (Member member : members) {
        if (member.key.equals(key)) {
          return member.value;
        }
      }
      return null;
    }
  }

  record Member(String key, Place place, Json value) {}

  record Arr(Place place, List<Json> items) implements Json {}

  record Str(Place place, String value) implements Json {}

  /** As written, whatever its size. */
  record Num(Place place, String text) implements Json {}

  record Bool(Place place, boolean value) implements Json {}

  record Null(Place place) implements Json {}

  default String kind() {
    return switch (this) {
      case Obj _ -> "an object { }";
      case Arr _ -> "a list [ ]";
      case Str _ -> "a text \" \"";
      case Num _ -> "a number";
      case Bool _ -> "true or false";
      case Null _ -> "null";
    };
  }

  /** Equal wherever they stand; the order of keys doesn't matter. */
  static boolean same(@Nullable Json a, @Nullable Json b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return plain(a).equals(plain(b));
  }

  private static Object plain(Json json) {
    return switch (json) {
      case Obj object -> {
        Map<String, Object> map = new HashMap<>();
        object.members.forEach(member -> map.put(member.key, plain(member.value)));
        yield map;
      }
      case Arr array -> {
        List<Object> list = new ArrayList<>();
        array.items.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Str text -> text.value;
      case Num number -> List.of(number.text);
      case Bool flag -> flag.value;
      case Null _ -> Place.NONE;
    };
  }
}
