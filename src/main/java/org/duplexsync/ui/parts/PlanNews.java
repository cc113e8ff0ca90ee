package org.duplexsync.ui.parts;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.duplexsync.control.ApprovalPreview;
import org.duplexsync.control.ApproveMode;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PlanSummary;
import org.duplexsync.control.Subscription;
import org.duplexsync.model.EngineState;
import org.jspecify.annotations.Nullable;

/**
 * How a pair's engine stands, which plan there is, and what an approval would do, as the window has
 * last heard. Used on the window's thread only.
 */
final class PlanNews implements AutoCloseable {
  private static final Duration ROWS_MOVE = Duration.ofMillis(500);

  private final PairControl control;
  private final Background background;
  private final Consumer<String> trouble;
  private final ReadOnlyObjectWrapper<EngineState> state =
      new ReadOnlyObjectWrapper<>(new EngineState.Stopped());
  private final ReadOnlyObjectWrapper<Optional<PlanSummary>> plan =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<ApprovalPreview>> preview =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<ApproveMode> mode =
      new ReadOnlyObjectWrapper<>(ApproveMode.DECIDED);
  private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
  private final Folded<EngineState> states;
  private final Folded<Boolean> rowsMove;
  private final Folded<Boolean> standing;
  private @Nullable Subscription subscription;
  private int numbersAsked;
  private int numbersKnown;
  private long waited;

  /**
   * @param trouble hears why something could not be found out
   */
  PlanNews(PairControl control, Background background, Consumer<String> trouble) {
    this.control = control;
    this.background = background;
    this.trouble = trouble;
    states = new Folded<>(background::after, Folded.WHILE, this::heard);
    standing = new Folded<>(background::after, ROWS_MOVE, _ -> readAgain());
    rowsMove = new Folded<>(background::after, ROWS_MOVE, _ -> raise());
  }

  void listen() {
    background.run(() -> control.listen(states), listening -> subscription = listening, trouble);
  }

  private void heard(EngineState now) {
    state.set(now);
    if (now instanceof EngineState.Committing) {
      rowsMove.accept(true);
    }
    long waiting = Standing.rows(now);
    if (waiting > 0 || waiting != waited || Standing.isAtRest(now)) {
      waited = waiting;
      standing.accept(true);
    }
  }

  /** The plan changes without anybody asking for it here: live, or by another program. */
  private void readAgain() {
    background.run(
        control::plan,
        stored -> {
          if (waited > 0 || !stored.equals(plan.get())) {
            planned(stored);
          }
        },
        trouble);
  }

  void planned(Optional<PlanSummary> stored) {
    plan.set(stored);
    raise();
    count();
  }

  /** Rows may read differently. */
  void raise() {
    revision.set(revision.get() + 1);
  }

  /** Asks again what an approval would do. */
  void count() {
    int asked = ++numbersAsked;
    ApproveMode wanted = mode.get();
    background.run(
        () -> Shown.of(control, wanted),
        got -> {
          if (asked == numbersAsked) {
            numbersKnown = asked;
            boolean other = !got.isOf(plan.get());
            plan.set(got.plan());
            preview.set(got.preview());
            if (other) {
              raise();
            }
          }
        },
        _ -> {
          if (asked == numbersAsked) {
            preview.set(Optional.empty());
          }
        });
  }

  void mode(ApproveMode wanted) {
    mode.set(wanted);
    count();
  }

  /** The preview is of what was decided and chosen last. */
  boolean isCounted() {
    return numbersKnown == numbersAsked;
  }

  ReadOnlyObjectProperty<EngineState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<PlanSummary>> planProperty() {
    return plan.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<ApprovalPreview>> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<ApproveMode> modeProperty() {
    return mode.getReadOnlyProperty();
  }

  ReadOnlyIntegerProperty revisionProperty() {
    return revision.getReadOnlyProperty();
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
  }
}
