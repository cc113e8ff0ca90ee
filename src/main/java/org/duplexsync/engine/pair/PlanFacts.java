package org.duplexsync.engine.pair;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duplexsync.model.Absence;
import org.duplexsync.model.PlanHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a plan remembers of its compare, by name.
 *
 * @param away which server had been away before; null: none
 * @param agreedNow when what was equal, or was carried out, was agreed on; null: it was not
 */
public record PlanFacts(
    long entriesA,
    long entriesB,
    @Nullable String baselineNote,
    List<String> cleanedUp,
    List<String> partial,
    @Nullable Absence away,
    @Nullable Instant agreedNow) {
  static final String AGREED_NOW = "agreed-now";

  private static final String ENTRIES_A = "entries-a";
  private static final String ENTRIES_B = "entries-b";
  private static final String NOTE = "baseline-note";
  private static final String CLEANED = "cleaned-up";
  private static final String PARTIAL = "partial";
  private static final String AWAY = "away";

  public PlanFacts {
    cleanedUp = List.copyOf(cleanedUp);
    partial = List.copyOf(partial);
  }

  public static PlanFacts of(PlanHeader header) {
    Map<String, String> facts = header.facts();
    String away = facts.get(AWAY);
    String agreedNow = facts.get(AGREED_NOW);
    return new PlanFacts(
        number(facts, ENTRIES_A),
        number(facts, ENTRIES_B),
        facts.get(NOTE),
        lines(facts, CLEANED),
        lines(facts, PARTIAL),
        away == null ? null : Absences.parse(away),
        agreedNow == null ? null : Instant.parse(agreedNow));
  }

  public Map<String, String> asMap() {
    var facts = new java.util.TreeMap<String, String>();
    facts.put(ENTRIES_A, Long.toString(entriesA));
    facts.put(ENTRIES_B, Long.toString(entriesB));
    facts.put(CLEANED, String.join("\n", cleanedUp));
    facts.put(PARTIAL, String.join("\n", partial));
    if (baselineNote != null) {
      facts.put(NOTE, baselineNote);
    }
    if (away != null) {
      facts.put(AWAY, Absences.text(away));
    }
    if (agreedNow != null) {
      facts.put(AGREED_NOW, agreedNow.toString());
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
