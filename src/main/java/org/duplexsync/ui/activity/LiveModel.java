package org.duplexsync.ui.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.duplexsync.control.Activity;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.LiveControl;
import org.duplexsync.model.EngineState;
import org.duplexsync.model.LiveEvent;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.parts.PairModel;
import org.jspecify.annotations.Nullable;

/** Live mode of one pair as the window knows it. Used on the window's thread only. */
public final class LiveModel {
  /** Often enough to look alive. */
  static final Duration EVERY = Duration.ofMillis(250);

  /** Longer than a silent connection takes to be noticed. */
  private static final Duration HANGS = Duration.ofSeconds(90);

  private static final int BATCH = 1_000;

  private final PairModel pair;
  private final @Nullable LiveControl live;
  private final Background background;
  private final InstantSource clock;
  private final String by;
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.OFF);
  private final ReadOnlyObjectWrapper<Activity> activity =
      new ReadOnlyObjectWrapper<>(Activity.NONE);
  private final ReadOnlyObjectWrapper<List<Moving>> moving = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<EventRow>> events =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper asked = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper beat = new ReadOnlyIntegerWrapper();
  private final EventLog log = new EventLog();
  private final Speeds speeds = new Speeds();
  private EngineState before = new EngineState.Stopped();
  private Class<?> told = EngineState.Stopped.class;
  private Instant pulse = Instant.MAX;
  private boolean wanted;
  private boolean shown;
  private int turn;

  /**
   * @param live null: the pair is of a kind that can't go live
   * @param by who acts, such as {@code operator:NAME}
   */
  public LiveModel(PairModel pair, @Nullable LiveControl live, InstantSource clock, String by) {
    this.pair = pair;
    this.live = live;
    this.background = pair.background();
    this.clock = clock;
    this.by = by;
    pair.stateProperty().addListener((_, _, now) -> heard(now));
    pair.planProperty().addListener((_, _, _) -> update());
    heard(pair.stateProperty().get());
  }

  private void heard(EngineState now) {
    if (now instanceof EngineState.Live
        || now instanceof EngineState.Paused
        || now instanceof EngineState.Unreachable) {
      wanted = true;
    } else if (now instanceof EngineState.Stopped || now instanceof EngineState.Failed) {
      wanted = false;
    } else if (!wanted && !now.getClass().equals(told)) {
      begunElsewhere();
    }
    told = now.getClass();
    update();
  }

  /** Another front end may have begun to go live: an engine without a window, for one. */
  private void begunElsewhere() {
    LiveControl asks = live;
    if (asks != null) {
      background.run(
          asks::pulse,
          sign -> {
            EngineState now = pair.stateProperty().get();
            boolean over = now instanceof EngineState.Stopped || now instanceof EngineState.Failed;
            if (sign.isAfter(Instant.EPOCH) && !over) {
              wanted = true;
              update();
            }
          },
          _ -> {});
    }
  }

  private void update() {
    EngineState state = pair.stateProperty().get();
    boolean old = wanted && state.equals(before);
    Phase now = old ? Phase.STARTING : Phase.of(state, pair.planProperty().get(), wanted);
    if (!old) {
      before = new EngineState.Stopped();
    }
    if (now != phase.get()) {
      phase.set(now);
      look();
    }
    beat.set(beat.get() + 1);
  }

  // --- what an operator can do

  /** False: the pair is of a kind that can't go live. */
  public boolean available() {
    return live != null;
  }

  public boolean canStart() {
    return live != null && !phase.get().on() && pair.idle() && !asked.get();
  }

  public void start() {
    if (canStart()) {
      // the state of before says nothing about what was just begun
      before = pair.stateProperty().get();
      wanted = true;
      ask(live -> live.start(by), () -> wanted = false);
    }
  }

  public boolean canStop() {
    return phase.get().on() && !asked.get();
  }

  public void stop() {
    if (canStop()) {
      ask(live -> live.stop(by), () -> {});
    }
  }

  public boolean canPause() {
    return phase.get() == Phase.LIVE && !asked.get();
  }

  public boolean canResume() {
    return phase.get() == Phase.PAUSED && !asked.get();
  }

  /** Pauses, or goes on. */
  public void pauseOrResume() {
    if (canPause()) {
      ask(live -> live.pause(by), () -> {});
    } else if (canResume()) {
      ask(live -> live.resume(by), () -> {});
    }
  }

  public boolean canRetry() {
    return phase.get() == Phase.UNREACHABLE && !asked.get();
  }

  public void retryNow() {
    if (canRetry()) {
      ask(LiveControl::retryNow, () -> {});
    }
  }

  public boolean canCancel() {
    return phase.get().on() && !asked.get() && !activity.get().running().isEmpty();
  }

  /** Ends what travels; it is tried again later. */
  public void cancelTransfers() {
    if (canCancel()) {
      ask(LiveControl::cancelTransfers, () -> {});
    }
  }

  private interface Wish {
    void of(LiveControl live) throws ControlException;
  }

  private void ask(Wish wish, Runnable undone) {
    LiveControl asks = live;
    if (asks == null) {
      return;
    }
    trouble.set("");
    asked.set(true);
    update();
    background.run(
        () -> {
          wish.of(asks);
          return true;
        },
        _ -> {
          asked.set(false);
          update();
        },
        why -> {
          asked.set(false);
          undone.run();
          trouble.set(why);
          update();
        });
  }

  // --- looking

  /** Whether anybody looks at what travels; nothing is asked of the engine otherwise. */
  public void shown(boolean now) {
    shown = now;
    look();
  }

  private record Look(Activity activity, Instant pulse, List<LiveEvent> events) {}

  private void look() {
    int mine = ++turn;
    LiveControl looked = live;
    if (shown && looked != null) {
      long after = log.last();
      background.run(
          () -> new Look(looked.activity(), looked.pulse(), looked.events(after, BATCH)),
          seen -> {
            if (mine == turn) {
              looked(seen);
            }
          },
          why -> {
            if (mine == turn) {
              trouble.set(why);
              again();
            }
          });
    }
  }

  private void looked(Look seen) {
    Instant now = clock.instant();
    pulse = seen.pulse();
    activity.set(seen.activity());
    moving.set(speeds.look(seen.activity().running(), now));
    if (!seen.events().isEmpty()) {
      log.add(seen.events());
      events.set(log.rows());
    }
    beat.set(beat.get() + 1);
    if (seen.events().size() == BATCH) {
      look();
    } else if (phase.get().on()) {
      again();
    }
  }

  private void again() {
    int mine = turn;
    background.after(
        EVERY,
        () -> {
          if (mine == turn) {
            look();
          }
        });
  }

  // --- what is known

  public PairModel pair() {
    return pair;
  }

  /** Since when the engine has given no sign of life, if that is too long ago. */
  Optional<Instant> silentSince() {
    boolean waits = phase.get() == Phase.ASKS || phase.get() == Phase.HALTED;
    boolean known = pulse.isAfter(Instant.EPOCH);
    boolean hangs =
        phase.get().on() && !waits && known && pulse.isBefore(clock.instant().minus(HANGS));
    return hangs ? Optional.of(pulse) : Optional.empty();
  }

  Instant now() {
    return clock.instant();
  }

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Activity> activityProperty() {
    return activity.getReadOnlyProperty();
  }

  /** What travels now, with speeds. */
  ReadOnlyObjectProperty<List<Moving>> movingProperty() {
    return moving.getReadOnlyProperty();
  }

  /** How many rows tell what happened. */
  public int happened() {
    return events.get().size();
  }

  /** Causes and effects, the latest first. */
  ReadOnlyObjectProperty<List<EventRow>> eventsProperty() {
    return events.getReadOnlyProperty();
  }

  /** What was refused, in a sentence; empty: nothing. */
  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Something was asked of the engine and is not answered. */
  public ReadOnlyBooleanProperty askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /** Raised when anything may read differently, a countdown among it. */
  public ReadOnlyIntegerProperty beatProperty() {
    return beat.getReadOnlyProperty();
  }
}
