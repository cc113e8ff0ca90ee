package org.duplexsync.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Random;
import org.duplexsync.model.Bytes;
import org.duplexsync.model.Entry;
import org.duplexsync.model.FileId;
import org.duplexsync.model.Kind;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.duplexsync.model.VersionRow;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class JsonRowsTest {
  @Test
  void timesAreWrittenAsInstantsAre() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long seconds = i % 2 == 0 ? random.nextLong(1L << 40) - (1L << 38) : i * 60L;
      int nanos = (int) (random.nextInt(1_000) * Math.pow(10, 3 * random.nextInt(3)));
      Instant instant = Instant.ofEpochSecond(seconds, i % 3 == 0 ? 0 : nanos);
      assertEquals(instant.toString(), JsonRows.time(instant));
    }
  }

  @Test
  void modesHaveAtLeastFourDigits() {
    for (int mode : new int[] {0, 7, 0644, 0755, 01777, 07777, 0100644}) {
      assertEquals(String.format("%04o", mode), JsonRows.mode(mode));
    }
  }

  @Test
  void bytesThatAreNoTextStandThereInHex() throws Exception {
    Entry link =
        new Entry(
            Kind.SYMLINK,
            0,
            Instant.EPOCH,
            0777,
            "web",
            "web",
            Bytes.of(new byte[] {'t', (byte) 0xff}),
            new FileId(1, Instant.EPOCH, 1));
    JsonNode odd = version(RelPath.of(new byte[] {'a', '\n'}), link);
    assertEquals("a\\n", odd.at("/path").asString());
    assertEquals("610a", odd.at("/pathHex").asString());
    assertEquals("t\\xff", odd.at("/was/target").asString());
    assertEquals("74ff", odd.at("/was/targetHex").asString());
    JsonNode plain = version(RelPath.of("\u00e9"), withTarget(link, "plain"));
    assertEquals("\u00e9", plain.at("/path").asString());
    assertTrue(plain.at("/pathHex").isMissingNode());
    assertEquals("plain", plain.at("/was/target").asString());
    assertTrue(plain.at("/was/targetHex").isMissingNode());
  }

  private static Entry withTarget(Entry e, String target) {
    return new Entry(
        e.kind(), 0, e.mtime(), e.mode(), e.owner(), e.group(), Bytes.of(target), e.id());
  }

  private static JsonNode version(RelPath path, Entry entry) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
      new JsonRows(out)
          .version(
              new VersionRow(
                  1,
                  Side.A,
                  "1/v",
                  path,
                  entry,
                  Instant.EPOCH,
                  0,
                  null,
                  null,
                  VersionRow.State.KEPT));
    }
    return new ObjectMapper().readTree(bytes.toByteArray());
  }
}
