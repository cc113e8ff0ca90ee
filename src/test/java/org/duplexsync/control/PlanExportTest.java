package org.duplexsync.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.duplexsync.model.RelPath;
import org.duplexsync.ui.PagedPair;
import org.duplexsync.ui.SampleRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class PlanExportTest {
  private static final String EVIL = "<script>alert('x')</script>&\"";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  private static PagedPair pair(String... names) {
    return new PagedPair(SampleRows.of(List.of(names).stream().map(SampleRows::newOnA).toList()));
  }

  private String export(PairControl pair, String name) throws Exception {
    PlanExport.write(pair, dir.resolve(name));
    try (var files = Files.list(dir)) {
      assertEquals(1, files.count());
    }
    return Files.readString(dir.resolve(name));
  }

  @Test
  void namesAreTextInHtmlWhateverTheyAre() throws Exception {
    String html = export(pair(EVIL), "plan.html");
    assertFalse(html.contains("<script"));
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;"));
    assertTrue(html.contains("default-src 'none'"));
  }

  @Test
  void noNameIsAFormulaInASpreadsheet() throws Exception {
    String csv = export(pair("=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "a,b\"c"), "plan.csv");
    for (String line : csv.split("\r\n")) {
      assertFalse("=+-@".indexOf(line.charAt(0)) >= 0, line);
    }
    assertTrue(csv.contains("'=cmd|' /C calc'!A0"));
    assertTrue(csv.contains("\"a,b\"\"c\""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"plain,plain", "`a\nb`,`\"a\nb\"`", "=1,'=1", "`=a,b`,`\"'=a,b\"`", "``,``"})
  void cells(String text, String cell) {
    assertEquals(cell, CsvExport.cell(text));
  }

  @Test
  void jsonIsReadBackAndNamesBytesThatAreNoText() throws Exception {
    RelPath odd = RelPath.of(new byte[] {'a', (byte) 0xff, '\n', '"'});
    PagedPair pair =
        new PagedPair(SampleRows.of(List.of(SampleRows.newOnA(EVIL), SampleRows.newOnA(odd))));
    String json = export(pair, "plan.json");
    assertFalse(json.contains("<"));
    JsonNode read = new ObjectMapper().readTree(json);
    assertEquals(2, read.get("rows").size());
    assertEquals(EVIL, read.get("rows").get(0).get("path").asString());
    assertEquals("61ff0a22", read.get("rows").get(1).get("pathHex").asString());
    assertEquals("tgt-a to tgt-b (proposed)", read.get("rows").get(0).get("action").asString());
  }

  @Test
  void aLongPlanIsWrittenWholeAndInOrder() throws Exception {
    String csv = export(new PagedPair(SampleRows.many(2_500)), "plan.csv");
    List<String> paths = csv.lines().skip(1).map(line -> line.split(",", 2)[0]).toList();
    assertEquals(2_500, paths.size());
    assertEquals(paths.stream().sorted().toList(), paths);
  }

  @Test
  void whatCantBeWrittenIsSaid() throws Exception {
    assertThrows(
        ControlException.class, () -> PlanExport.write(pair("a"), dir.resolve("plan.doc")));
    assertThrows(
        ControlException.class, () -> PlanExport.write(pair("a"), dir.resolve("no/plan.csv")));
    try (var files = Files.list(dir)) {
      assertEquals(0, files.count());
    }
  }
}
