package org.duplexsync.cli;

import java.util.OptionalLong;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RunReport;
import org.jspecify.annotations.Nullable;

/** The last step before anything is written: guards read, effect spelled, consent given. */
final class Approval {
  private final JobRun run;
  private final Terminal terminal;
  private final PairControl pair;
  private final Words words;
  private final String by;

  Approval(JobRun run, PairControl pair, Words words) {
    this.run = run;
    this.terminal = run.terminal();
    this.pair = pair;
    this.words = words;
    this.by = "operator:" + System.getProperty("user.name");
  }

  String by() {
    return by;
  }

  /**
   * Has the operator read each guard; false if one was not accepted.
   *
   * @param accepted the guards are accepted beforehand
   * @param told the plan was printed just now, with its guards below it
   */
  boolean guards(PlanSummary plan, boolean accepted, boolean told) throws ControlException {
    boolean again = !told || (terminal.isTerminal() && plan.halts().size() > 1);
    for (int i = 0; i < plan.halts().size(); i++) {
      PlanSummary.HaltRow halt = plan.halts().get(i);
      if (halt.acknowledged()) {
        continue;
      }
      if (!accepted) {
        if (again) {
          terminal.note(terminal.style(Terminal.Style.RED, "STOP: ") + halt.text());
        }
        if (!terminal.isTerminal()
            || !"understood".equals(terminal.ask("Type 'understood' to go on: "))) {
          return false;
        }
      }
      run.goOn();
      pair.acknowledge(i, by);
    }
    return true;
  }

  /**
   * Spells the effect, asks, commits.
   *
   * @param yes don't ask
   * @param typed the number of deletions given beforehand, null: ask if it is needed
   * @return null if the operator did not consent
   */
  @Nullable RunReport commit(ApproveMode mode, boolean yes, @Nullable Long typed)
      throws ControlException {
    ApprovalPreview preview = pair.preview(mode);
    terminal.note(words.preview(preview));
    if (preview.items() > 0 && !yes && !consents()) {
      return null;
    }
    OptionalLong count = typed == null ? OptionalLong.empty() : OptionalLong.of(typed);
    if (preview.typeDeletes() && count.isEmpty()) {
      count = askCount();
      if (count.isEmpty()) {
        return null;
      }
    }
    run.goOn();
    RunReport report = pair.approve(preview, by, count);
    terminal.rewrite("");
    return report;
  }

  private boolean consents() {
    return "yes".equals(terminal.ask("Type 'yes' to approve: "));
  }

  private OptionalLong askCount() {
    String answer = terminal.ask("That is above the delete limit. Type the number of deletions: ");
    try {
      return answer == null
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(answer.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  static ExitCode code(RunReport report) {
    if (report.failed() > 0) {
      return ExitCode.PARTIAL;
    }
    boolean waits =
        report.waiting() > 0 || report.drifted() > 0 || report.kept() > 0 || report.cancelled();
    return waits ? ExitCode.WAITING : ExitCode.IN_SYNC;
  }
}
