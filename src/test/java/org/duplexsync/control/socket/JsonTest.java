package org.duplexsync.control.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Seen;
import org.duplexsync.model.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
  /** Every type that any call takes or gives. */
  static Stream<Type> types() {
    Stream<Method> all =
        Stream.concat(Protocol.PAIR.values().stream(), Protocol.LIVE.values().stream());
    List<Type> types = new ArrayList<>(List.of(EngineState.class));
    all.forEach(method -> {
      types.addAll(Arrays.asList(method.getGenericParameterTypes()));
      types.add(method.getGenericReturnType());
    });
    return types.stream().distinct().filter(type -> type != void.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatIsWrittenIsReadAsItWas(Type type) throws Exception {
    for (int seed = 0; seed < 100; seed++) {
      Object value = new AnyValue(seed).of(type);
      byte[] sent = Json.bytes(Json.tree(type, value));
      assertEquals(value, Json.value(type, Json.message(sent)), () -> new String(sent, UTF_8));
    }
  }

  private static void refused(Type type, String json) {
    assertThrows(
        ProtocolException.class,
        () -> Json.value(type, Json.message(json.replace('\'', '"').getBytes(UTF_8))),
        json);
  }

  @Test
  void anythingElseIsRefused() {
    refused(Side.class, "'C'");
    refused(Side.class, "0");
    refused(Side.class, "'A' 'B'");
    refused(RelPath.class, "'Li4veA=='"); // ../x
    refused(RelPath.class, "'/'");
    refused(RelPath.class, "{}");
    refused(Pick.class, "{'is':'Other'}");
    refused(Pick.class, "{'choice':'SKIP'}");
    refused(Pick.class, "{'is':'Reset','more':1}");
    refused(Pick.class, "{'is':'Take','choice':4}");
    refused(Pick.class, "{'is':'java.lang.Runtime'}");
    refused(EngineState.class, "{'is':'Stopped'");
    refused(Seen.class, "{'is':'Unknown'}");
    refused(long.class, "'7'");
    refused(long.class, "1.5");
    refused(boolean.class, "null");
    String preview = "{'items':1,'toA':0,'toB':0,'deletes':0,'leftOut':0,'conflictsLeftOut':0";
    refused(ApprovalPreview.class, preview + ",'typeDeletes':false}"); // without bytes
    refused(
        Entry.class,
        "{'kind':'FILE','size':-1,'mtime':'2026-11-22T16:15:00Z','mode':0,'owner':'','group':'',"
            + "'target':null,'id':{'inode':1,'ctime':'2026-11-22T16:15:00Z','links':1}}");
    refused(List.class, "[".repeat(200) + "]".repeat(200));
  }
}
