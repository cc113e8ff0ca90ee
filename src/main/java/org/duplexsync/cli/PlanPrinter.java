package org.duplexsync.cli;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.duplexsync.cli.Terminal.Style;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RunReport;
import org.duplexsync.control.Upkeep;
import org.duplexsync.model.Bucket;
import org.jspecify.annotations.Nullable;

/** Prints a plan for people, page by page. */
final class PlanPrinter {

  private final Terminal terminal;
  private final PairControl pair;
  private final Words words;
  private final InstantSource clock;

  PlanPrinter(Terminal terminal, PairControl pair, ZoneId zone, InstantSource clock) {
    this.terminal = terminal;
    this.pair = pair;
    this.words = new Words(pair.info(), zone);
    this.clock = clock;
  }

  Words words() {
    return words;
  }

  void print(PlanSummary plan) throws ControlException {
    terminal.rewrite("");
    header(plan);
    new RowPages(pair).each(this::row);
    footer(plan);
  }

  private void header(PlanSummary plan) {
    terminal.line(terminal.style(Style.BOLD, pair.info().name()));
    terminal.line(
        "  A  " + pair.info().a() + "  " + Words.count(plan.entriesA(), "entry", "entries"));
    terminal.line(
        "  B  " + pair.info().b() + "  " + Words.count(plan.entriesB(), "entry", "entries"));
    terminal.line("  " + agreed(plan));
    if (plan.baselineNote() != null) {
      terminal.line("  " + terminal.style(Style.YELLOW, plan.baselineNote()));
    }
    plan.cleanedUp().forEach(text -> terminal.line("  " + text));
    terminal.line("");
  }

  private String agreed(PlanSummary plan) {
    if (plan.baselineAt() != null) {
      return "last agreed "
          + words.time(plan.baselineAt())
          + ", "
          + Words.ago(plan.baselineAt(), clock.instant());
    }
    return plan.agreedNow() == null
        ? "never agreed on"
        : "agreed on for the first time " + words.time(plan.agreedNow());
  }

  void row(PlanRow row) {
    String mark = row.item().safe() ? " " : "!";
    terminal.line(
        "%s %-16s %-12s %s"
            .formatted(
                mark,
                colour(row.item().bucket(), Words.bucket(row.item().bucket())),
                words.choice(words.chosen(row)),
                Words.path(row.item())));
    terminal.line("      " + terminal.style(Style.DIM, row.item().reason()));
    if (row.outcome() != null) {
      terminal.line("      " + Words.outcome(row.outcome()));
    } else if (row.drifted()) {
      terminal.line("      " + terminal.style(Style.YELLOW, "changed since it was reviewed"));
    }
  }

  private String colour(Bucket bucket, String text) {
    String padded = String.format("%-16s", text);
    return switch (bucket) {
      case CONFLICT, BLOCKED, RETYPE -> terminal.style(Style.YELLOW, padded);
      case DELETE -> terminal.style(Style.MAGENTA, padded);
      case OVERWRITE, NEW, MOVE, METADATA -> terminal.style(Style.BLUE, padded);
    };
  }

  private void footer(PlanSummary plan) {
    if (plan.rows() == 0) {
      terminal.line(
          terminal.style(
              Style.GREEN,
              "No differences. %s compared %s."
                  .formatted(
                      Words.count(Math.max(plan.entriesA(), plan.entriesB()), "entry", "entries"),
                      words.time(plan.compared()))));
    } else {
      terminal.line("");
      terminal.line(tally(plan.counts()) + "; " + Words.number(plan.safe()) + " safe.");
    }
    plan.partial().forEach(text -> terminal.line(terminal.style(Style.YELLOW, "Skipped: " + text)));
    halts(plan);
  }

  void upkeep(Upkeep upkeep) {
    if (upkeep.assumed() > 0) {
      terminal.line(
          "%s only taken for equal so far, by size and time; a run that writes goes on reading them."
              .formatted(Words.count(upkeep.assumed(), "file was", "files were")));
    }
    if (upkeep.versions() > 0) {
      terminal.line(
          "%s kept%s."
              .formatted(
                  Words.count(upkeep.versions(), "old content is", "old contents are"),
                  upkeep.nextPurge() == null
                      ? ""
                      : "; the first goes " + words.time(upkeep.nextPurge())));
    }
  }

  void halts(PlanSummary plan) {
    for (PlanSummary.HaltRow halt : plan.halts()) {
      String mark = halt.acknowledged() ? "acknowledged" : "STOP";
      terminal.line(terminal.style(Style.RED, mark + ": ") + halt.text());
    }
  }

  private static String tally(Map<Bucket, Long> counts) {
    return Arrays.stream(Bucket.values())
        .filter(bucket -> counts.getOrDefault(bucket, 0L) > 0)
        .map(bucket -> Words.tally(bucket, counts.getOrDefault(bucket, 0L)))
        .collect(Collectors.joining(", "));
  }

  /** The exit code that a plan by itself means. */
  static ExitCode code(PairControl pair, PlanSummary plan) throws ControlException {
    boolean nothing = plan.rows() == 0 && plan.halts().isEmpty();
    return unknown(pair, plan).worse(nothing ? ExitCode.IN_SYNC : ExitCode.WAITING);
  }

  /**
   * What a commit makes of that: what could not be seen or done stays so, whatever was carried out.
   *
   * @param report null: nothing was approved
   */
  static ExitCode code(PairControl pair, PlanSummary plan, @Nullable RunReport report)
      throws ControlException {
    return unknown(pair, plan).worse(report == null ? ExitCode.WAITING : Approval.code(report));
  }

  private static ExitCode unknown(PairControl pair, PlanSummary plan) throws ControlException {
    boolean partial = !plan.partial().isEmpty() || Skipped.of(pair, plan).unknown();
    return partial ? ExitCode.PARTIAL : ExitCode.IN_SYNC;
  }
}
