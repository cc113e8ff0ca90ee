package org.duplexsync.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads strict JSON and remembers where everything stands. */
final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
          .build();

  private final JsonParser parser;
  private final Problems problems;

  private JsonReader(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** Broken JSON is thrown at once, as what follows can't be understood. */
  static Json read(String text, Problems problems) throws JobFileException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonReader reader = new JsonReader(parser, problems);
      if (parser.nextToken() == null) {
        problems.add(Place.NONE, "", "is empty; a job needs \"name\", \"hosts\" and \"pairs\"");
        problems.throwIfAny();
      }
      Json json = reader.value("");
      if (parser.nextToken() != null) {
        problems.add(reader.start(), "", "stands after the end of the job; delete it");
        problems.throwIfAny();
      }
      return json;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      Place place = at == null ? Place.NONE : new Place(at.getLineNr(), at.getColumnNr(), 0, 0);
      problems.add(place, "", SyntaxHint.of(e.getOriginalMessage()));
      problems.throwIfAny();
      throw e;
    }
  }

  private Json value(String path) {
    Place start = start();
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(path, start);
      case START_ARRAY -> array(path, start);
      case VALUE_STRING -> {
        String text = parser.getString();
        yield new Json.Str(upTo(start, here()), text);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        String text = parser.getString();
        yield new Json.Num(upTo(start, start.start() + text.length()), text);
      }
      case VALUE_TRUE -> new Json.Bool(upTo(start, start.start() + 4), true);
      case VALUE_FALSE -> new Json.Bool(upTo(start, start.start() + 5), false);
      case VALUE_NULL -> new Json.Null(upTo(start, start.start() + 4));
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value: " + parser.currentToken());
    };
  }

  private Json object(String path, Place start) {
    List<Json.Member> members = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Place at = start();
      String key = parser.currentName();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      Place before = seen.putIfAbsent(key, at);
      if (before != null) {
        String first = "stands twice here, first in line " + before.line() + "; keep one of them";
        problems.add(at, keyPath, first);
      }
      parser.nextToken();
      members.add(new Json.Member(key, at, value(keyPath)));
    }
    return new Json.Obj(upTo(start, here()), members);
  }

  private Json array(String path, Place start) {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(path + "[" + items.size() + "]"));
    }
    return new Json.Arr(upTo(start, here()), items);
  }

  private Place start() {
    TokenStreamLocation at = parser.currentTokenLocation();
    int offset = (int) at.getCharOffset();
    return new Place(at.getLineNr(), at.getColumnNr(), offset, offset);
  }

  private int here() {
    return (int) parser.currentLocation().getCharOffset();
  }

  private static Place upTo(Place start, int end) {
    return new Place(start.line(), start.column(), start.start(), end);
  }
}
