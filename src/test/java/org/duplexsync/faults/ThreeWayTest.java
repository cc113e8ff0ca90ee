package org.duplexsync.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ThreeWayTest {
  private static Held.Item file(String content) {
    return new Held.Item('f', "rw-rw-r--", content);
  }

  private static Held.Item mode(String mode, String content) {
    return new Held.Item('f', mode, content);
  }

  private static void expect(
      ThreeWay got,
      Map<String, Held.Item> a,
      Map<String, Held.Item> b,
      Map<String, Set<String>> waits) {
    assertEquals(a, got.a());
    assertEquals(b, got.b());
    assertEquals(waits, got.waits());
  }

  @Test
  void anEditAndACreateTravelAtOnce() {
    var base = Map.of("x", file("1"));
    var a = Map.of("x", file("2"), "y", file("3"));
    expect(ThreeWay.of(base, a, base), a, a, Map.of());
  }

  @Test
  void aDeleteWaits() {
    var base = Map.of("x", file("1"), "y", file("2"));
    var a = Map.of("y", file("2"));
    expect(ThreeWay.of(base, a, base), a, base, Map.of("x", Set.of("deleted on A")));
  }

  @Test
  void twoEditsWait() {
    var a = Map.of("x", file("2"));
    var b = Map.of("x", file("3"));
    expect(
        ThreeWay.of(Map.of("x", file("1")), a, b),
        a,
        b,
        Map.of("x", Set.of("edited on A", "on B")));
  }

  @Test
  void anEditAgainstADeleteWaits() {
    var base = Map.of("x", file("1"));
    var b = Map.of("x", file("2"));
    expect(ThreeWay.of(base, Map.of(), b), Map.of(), b, Map.of("x", Set.of("deleted on A")));
  }

  @Test
  void contentAndModeOfTwoSidesMerge() {
    var both = Map.of("x", mode("rw-------", "2"));
    expect(
        ThreeWay.of(
            Map.of("x", file("1")), Map.of("x", mode("rw-------", "1")), Map.of("x", file("2"))),
        both,
        both,
        Map.of());
  }

  @Test
  void aMoveTravelsAtOnce() {
    var base = Map.of("x", file("1"));
    var a = Map.of("y", file("1"));
    expect(ThreeWay.of(base, a, base), a, a, Map.of());
  }
}
