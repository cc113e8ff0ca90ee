package org.duplexsync.control.socket;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.lang.reflect.Type;
import java.util.Base64;
import java.util.function.Function;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.RelPath;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The control interfaces' types as JSON: records by their components, all of which must be there
 * and no others; sealed types with the name of the case under {@code is}; bytes and paths in
 * base64. Nothing but what a method's signature allows can be read.
 */
final class Json {
  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxStringLength(Frames.LONGEST_ANSWER)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build())
        .annotationIntrospector(new SealedTypes())
        .changeDefaultVisibility(v ->
            v.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .addModule(
            new SimpleModule()
                .addSerializer(RelPath.class, writer(RelPath::toArray))
                .addDeserializer(RelPath.class, reader(RelPath::of))
                .addSerializer(Bytes.class, writer(Bytes::toArray))
                .addDeserializer(Bytes.class, reader(Bytes::of)))
        .build();
  }

  /** Gives every sealed type of ours the name of its case. */
  private static final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
      return annotated instanceof AnnotatedClass type && isCase(type.getRawType())
          ? JsonTypeInfo.Value.construct(
              JsonTypeInfo.Id.SIMPLE_NAME, JsonTypeInfo.As.PROPERTY, "is", null, false, null, null)
          : super.findPolymorphicTypeInfo(config, annotated);
    }

    private static boolean isCase(Class<?> type) {
      if (!type.getName().startsWith("org.duplexsync.")) {
        return false;
      }
      for (Class<?> above : type.getInterfaces()) {
        if (above.isSealed()) {
          return true;
        }
      }
      return type.isInterface() && type.isSealed();
    }
  }

  private static <T> ValueSerializer<T> writer(Function<T, byte[]> bytes) {
    return new ValueSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator out, SerializationContext context) {
        out.writeString(Base64.getEncoder().encodeToString(bytes.apply(value)));
      }
    };
  }

  private static <T> ValueDeserializer<T> reader(Function<byte[], T> of) {
    return new ValueDeserializer<>() {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) {
        String text = in.getValueAsString();
        try {
          return of.apply(Base64.getDecoder().decode(text == null ? "?" : text));
        } catch (IllegalArgumentException e) {
          throw context.weirdStringException(text, handledType(), e.getMessage());
        }
      }
    };
  }

  static byte[] bytes(JsonNode message) {
    return MAPPER.writeValueAsBytes(message);
  }

  /** A method's argument or result as its signature declares it. */
  static JsonNode tree(Type declared, Object value) {
    return MAPPER.readTree(
        MAPPER.writerFor(MAPPER.getTypeFactory().constructType(declared)).writeValueAsBytes(value));
  }

  /**
   * @throws ProtocolException if it isn't exactly that
   */
  static Object value(Type declared, JsonNode tree) throws ProtocolException {
    try {
      Object value =
          MAPPER.readerFor(MAPPER.getTypeFactory().constructType(declared)).readValue(tree);
      if (value == null) {
        throw new ProtocolException("nothing was sent instead of a " + declared.getTypeName());
      }
      return value;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new ProtocolException("what was sent is no " + declared.getTypeName(), e);
    }
  }

  static JsonNode message(byte[] frame) throws ProtocolException {
    try {
      return MAPPER.readTree(frame);
    } catch (JacksonException e) {
      throw new ProtocolException("what was sent is no JSON", e);
    }
  }
}
