package org.duplexsync.ui.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.CompareOptions;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.PlanExport;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.RowQuery;
import org.duplexsync.control.RunReport;
import org.duplexsync.control.Undone;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.Pick;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.Request;
import org.duplexsync.model.Side;

/** What the window knows of one pair, and what it asks of it. Used on the window's thread only. */
public final class PairModel implements AutoCloseable {
  /** What the window itself waits for. */
  public enum Busy {
    NOTHING,
    OPENING,
    COMPARING,
    APPROVING,
    /** Takes a decision about very many rows, or takes it back. */
    DECIDING,
    /** Puts into the plan what was asked for. */
    ASKING
  }

  private final PairControl control;
  private final PairInfo info;
  private final Background background;
  private final String by;
  private final PlanNews news;
  private final ReadOnlyObjectWrapper<Optional<RunReport>> report =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Busy> busy = new ReadOnlyObjectWrapper<>(Busy.OPENING);
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final Pulses pulses;
  private final Deciding deciding;

  /**
   * @param by who decides, such as {@code operator:NAME}
   */
  public PairModel(PairControl control, PairInfo info, Background background, String by) {
    this.control = control;
    this.info = info;
    this.background = background;
    this.by = by;
    pulses = new Pulses(control, background, Pulses.BETWEEN);
    deciding = new Deciding(background, this::deciding);
    news = new PlanNews(control, background, trouble::set);
  }

  /** Listens to the engine and fetches the stored plan. */
  public void start() {
    news.listen();
    background.run(
        control::plan,
        stored -> {
          busy.set(Busy.NOTHING);
          news.planned(stored);
        },
        this::failed);
    pulses.start();
  }

  private void failed(String message) {
    busy.set(Busy.NOTHING);
    trouble.set(message);
    news.count();
  }

  // --- what an operator can do

  public boolean idle() {
    return busy.get() == Busy.NOTHING;
  }

  /** Also while a decision is being noted: they are taken one after the other. */
  public boolean mayDecide() {
    return idle() || busy.get() == Busy.DECIDING;
  }

  public void compare() {
    if (!idle()) {
      return;
    }
    begin(Busy.COMPARING);
    background.run(
        () -> control.compare(new CompareOptions(true, null)),
        made -> {
          busy.set(Busy.NOTHING);
          news.planned(Optional.of(made));
        },
        this::failed);
  }

  /** What the button said goes, or nothing: decisions under way are noted first. */
  public void approve(OptionalLong typedDeletes) {
    if (!idle()) {
      return;
    }
    Optional<ApprovalPreview> read =
        previewProperty().get().filter(now -> now.mode() == modeProperty().get());
    begin(Busy.APPROVING);
    background.inOrder(
        () ->
            control.approve(
                read.orElseThrow(() -> new ControlException(Text.of("approve.changed"))),
                by,
                typedDeletes),
        ended -> {
          busy.set(Busy.NOTHING);
          report.set(Optional.of(ended));
          news.raise();
          news.count();
        },
        message -> {
          failed(message);
          news.raise();
        });
  }

  private void begin(Busy work) {
    trouble.set("");
    notice.set("");
    report.set(Optional.empty());
    busy.set(work);
  }

  /** The preview is of what was decided and chosen last. */
  public boolean isCounted() {
    return news.isCounted();
  }

  public void cancel() {
    background.run(Work.of(control::cancel), _ -> {}, trouble::set);
  }

  public void decide(List<RelPath> paths, Pick pick) {
    decide(() -> paths, pick);
  }

  /**
   * @param paths found out in the background
   */
  public void decide(Work<List<RelPath>> paths, Pick pick) {
    note(() -> control.pick(paths.run(), pick, by));
  }

  public void decide(RowQuery rows, Pick pick) {
    note(() -> control.pick(rows, pick, by));
  }

  /** What is being compared or carried out is not decided about. */
  private void note(Work<?> step) {
    if (mayDecide()) {
      deciding.run(step, this::decided, trouble::set);
    } else {
      notice.set(Text.of("approve.not.busy"));
    }
  }

  /** Whatever else is under way is said first. */
  private void deciding(Busy now) {
    if (busy.get() == (now == Busy.DECIDING ? Busy.NOTHING : Busy.DECIDING)) {
      busy.set(now);
    }
  }

  /** What a rule of the job file covers is known only after a compare. */
  private void decided(Object done) {
    news.raise();
    news.count();
    if (done == Undone.EXCLUSION) {
      compare();
    }
  }

  public void undo() {
    note(control::undo);
  }

  public void redo() {
    note(control::redo);
  }

  /** Puts what is asked for into the plan; both sides are looked at for that. */
  public void request(Request request) {
    if (!idle()) {
      return;
    }
    begin(Busy.ASKING);
    background.inOrder(
        () -> control.request(request, by),
        rows -> {
          busy.set(Busy.NOTHING);
          notice.set(
              rows == 0
                  ? Text.of("request.nothing", request.path())
                  : Text.of("request.planned", request.path(), rows));
          decided(rows);
        },
        this::failed);
  }

  /** Writes the plan to a file, in the format that the end of its name says. */
  public void export(Path file) {
    background.run(
        () -> PlanExport.write(control, file),
        rows -> notice.set(Text.of("export.done", rows, file)),
        trouble::set);
  }

  /** Leaves a path out for good, and compares anew. */
  public void exclude(RelPath path) {
    if (!idle()) {
      return;
    }
    begin(Busy.ASKING);
    background.inOrder(
        Work.of(() -> control.exclude(path, by)),
        _ -> {
          busy.set(Busy.NOTHING);
          compare();
        },
        this::failed);
  }

  public void acknowledge(int halt) {
    background.inOrder(
        Work.of(() -> control.acknowledge(halt, by)), _ -> news.count(), trouble::set);
  }

  public void mode(ApproveMode wanted) {
    news.mode(wanted);
  }

  // --- what is known

  public PairControl control() {
    return control;
  }

  public Background background() {
    return background;
  }

  public PairInfo info() {
    return info;
  }

  public ReadOnlyObjectProperty<EngineState> stateProperty() {
    return news.stateProperty();
  }

  /** What needs nobody travels by itself: what stands in the plan waits for a person. */
  public boolean isLive() {
    return switch (stateProperty().get()) {
      case EngineState.Live _, EngineState.Paused _, EngineState.Unreachable _ -> true;
      default -> false;
    };
  }

  public ReadOnlyObjectProperty<Optional<PlanSummary>> planProperty() {
    return news.planProperty();
  }

  public ReadOnlyObjectProperty<Optional<ApprovalPreview>> previewProperty() {
    return news.previewProperty();
  }

  /** How the last approval of this window ended. */
  public ReadOnlyObjectProperty<Optional<RunReport>> reportProperty() {
    return report.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<ApproveMode> modeProperty() {
    return news.modeProperty();
  }

  public ReadOnlyObjectProperty<Busy> busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** A sentence about what went wrong last; empty: nothing. */
  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** A sentence about what was done last beside decisions; empty: nothing to say. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  public void say(String sentence) {
    notice.set(sentence);
  }

  /** Raised whenever rows may read differently. */
  public ReadOnlyIntegerProperty revisionProperty() {
    return news.revisionProperty();
  }

  /** How each server was when it last answered. */
  public ReadOnlyObjectProperty<Map<Side, Pulses.Felt>> pulsesProperty() {
    return pulses.property();
  }

  @Override
  public void close() {
    pulses.stop();
    news.close();
  }
}
