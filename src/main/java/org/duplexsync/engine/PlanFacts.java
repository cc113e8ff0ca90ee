package org.duplexsync.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duplexsync.model.PlanHeader;
import org.jspecify.annotations.Nullable;

/** What a plan remembers of its compare, by name. */
public record PlanFacts(
    long entriesA,
    long entriesB,
    @Nullable String baselineNote,
    List<String> cleanedUp,
    List<String> partial) {
  private static final String ENTRIES_A = "entries-a";
  private static final String ENTRIES_B = "entries-b";
  private static final String NOTE = "baseline-note";
  private static final String CLEANED = "cleaned-up";
  private static final String PARTIAL = "partial";

  public PlanFacts {
    cleanedUp = List.copyOf(cleanedUp);
    partial = List.copyOf(partial);
  }

  public static PlanFacts of(PlanHeader header) {
    Map<String, String> facts = header.facts();
    return new PlanFacts(
        number(facts, ENTRIES_A),
        number(facts, ENTRIES_B),
        facts.get(NOTE),
        lines(facts, CLEANED),
        lines(facts, PARTIAL));
  }

  Map<String, String> asMap() {
    var facts = new java.util.TreeMap<String, String>();
    facts.put(ENTRIES_A, Long.toString(entriesA));
    facts.put(ENTRIES_B, Long.toString(entriesB));
    facts.put(CLEANED, String.join("\n", cleanedUp));
    facts.put(PARTIAL, String.join("\n", partial));
    if (baselineNote != null) {
      facts.put(NOTE, baselineNote);
    }
    return facts;
  }

  private static long number(Map<String, String> facts, String name) {
    return Long.parseLong(Objects.requireNonNullElse(facts.get(name), "0"));
  }

  private static List<String> lines(Map<String, String> facts, String name) {
    String text = Objects.requireNonNullElse(facts.get(name), "");
    return text.lines().toList();
  }
}
