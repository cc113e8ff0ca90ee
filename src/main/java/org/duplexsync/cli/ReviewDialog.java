package org.duplexsync.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanRow;
import org.duplexsync.control.RowQuery;
import org.duplexsync.model.Choice;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Side;
import org.jspecify.annotations.Nullable;

/** Goes through the rows one by one and takes decisions; each is stored at once. */
final class ReviewDialog {
  private final Terminal terminal;
  private final PairControl pair;
  private final PlanPrinter printer;
  private final String by;

  ReviewDialog(Terminal terminal, PairControl pair, PlanPrinter printer, String by) {
    this.terminal = terminal;
    this.pair = pair;
    this.printer = printer;
    this.by = by;
  }

  /** False if the operator stopped before the end. */
  boolean run() throws ControlException {
    help();
    @Nullable RelPath behind = null;
    while (true) {
      List<PlanRow> rows = pair.rows(undecided(behind));
      if (rows.isEmpty()) {
        return true;
      }
      PlanRow row = rows.getFirst();
      Next next = ask(row);
      switch (next) {
        case FORWARD -> behind = row.item().path();
        case AGAIN -> {}
        case FROM_START -> behind = null;
        case ALL_PROPOSALS -> {
          takeProposals();
          return true;
        }
        case STOP -> {
          return false;
        }
      }
    }
  }

  private static RowQuery undecided(@Nullable RelPath behind) {
    return new RowQuery(java.util.Set.of(), null, null, null, true, behind, 1);
  }

  private enum Next {
    FORWARD,
    AGAIN,
    FROM_START,
    ALL_PROPOSALS,
    STOP
  }

  private Next ask(PlanRow row) throws ControlException {
    printer.row(row);
    Words words = printer.words();
    terminal.line("      A  " + words.seen(row.item().a()));
    terminal.line("      B  " + words.seen(row.item().b()));
    String answer = terminal.ask("      [" + words.choice(row.item().proposal()) + "] ");
    if (answer == null) {
      return Next.STOP;
    }
    return switch (answer.strip()) {
      case "" -> decide(row, row.item().proposal());
      case ">" -> decide(row, Choice.A_TO_B);
      case "<" -> decide(row, Choice.B_TO_A);
      case "m" -> decide(row, Choice.MERGE_FIELDS);
      case "k" -> decide(row, Choice.KEEP_BOTH);
      case "s" -> decide(row, Choice.SKIP);
      case "d" -> difference(row);
      case "u" -> undo();
      case "a" -> Next.ALL_PROPOSALS;
      case "q" -> Next.STOP;
      default -> {
        help();
        yield Next.AGAIN;
      }
    };
  }

  private Next decide(PlanRow row, Choice choice) throws ControlException {
    if (!row.item().choices().contains(choice)) {
      terminal.line("      Not possible here; possible: " + possible(row));
      return Next.AGAIN;
    }
    pair.decide(RowQuery.path(row.item().path()), choice, by);
    return Next.FORWARD;
  }

  private String possible(PlanRow row) {
    return Arrays.stream(Choice.values())
        .filter(row.item().choices()::contains)
        .map(choice -> "%s (%s)".formatted(printer.words().choice(choice), key(choice)))
        .collect(Collectors.joining(", "));
  }

  private static String key(Choice choice) {
    return switch (choice) {
      case A_TO_B -> ">";
      case B_TO_A -> "<";
      case MERGE_FIELDS -> "m";
      case KEEP_BOTH -> "k";
      case SKIP -> "s";
      case DELETE -> "Enter";
    };
  }

  private Next undo() throws ControlException {
    terminal.line(
        switch (pair.undo()) {
          case DECISION -> "      The last decision is undone.";
          case EXCLUSION -> "      What was left out last is taken in again: compare anew.";
          case NOTHING -> "      Nothing to undo.";
        });
    return Next.FROM_START;
  }

  private void takeProposals() throws ControlException {
    @Nullable RelPath behind = null;
    while (true) {
      List<PlanRow> rows = pair.rows(undecided(behind));
      if (rows.isEmpty()) {
        return;
      }
      PlanRow row = rows.getFirst();
      pair.decide(RowQuery.path(row.item().path()), row.item().proposal(), by);
      behind = row.item().path();
    }
  }

  private Next difference(PlanRow row) throws ControlException {
    new ContentDifference(pair, terminal).print(row.item());
    return Next.AGAIN;
  }

  private void help() {
    String a = pair.info().host(Side.A);
    String b = pair.info().host(Side.B);
    terminal.line(
        """
          Enter  take the proposal          >  make %s like %s        <  make %s like %s
          m      each field from its side   k  keep both              s  wait (skip)
          d      show the difference        u  undo the last          ?  these keys
          a      take all other proposals   q  stop here, decisions are kept
        """
            .formatted(b, a, a, b));
  }
}
