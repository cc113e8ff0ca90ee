package org.duplexsync.ui;

import java.util.function.Consumer;
import org.duplexsync.ui.parts.Background;
import org.duplexsync.ui.parts.Text;
import org.jspecify.annotations.Nullable;

/** Letting go of a job while pairs of it are live: only after the operator said how. */
final class Leaving {
  private final Overlay overlay;
  private final Background background;
  private @Nullable Headless headless;
  private @Nullable CloseQuestion asking;

  Leaving(Overlay overlay, Background background) {
    this.overlay = overlay;
    this.background = background;
  }

  /**
   * @param goesOn what can go on with a job when the window is gone; null: nothing can
   */
  void handOverTo(@Nullable Headless goesOn) {
    headless = goesOn;
  }

  /** A question stands, or its answer is being carried out. */
  boolean isAsking() {
    return overlay.isOpen() && asking != null && asking.getScene() != null;
  }

  /**
   * @param left runs when the job was let go; {@code failed} when it was let go but nothing else
   *     took it
   */
  void ask(OpenJob job, Runnable left, Consumer<String> failed) {
    new Asked(job, left, failed).show();
  }

  /** One question, until it is answered. */
  private final class Asked implements CloseQuestion.Answers {
    private final OpenJob job;
    private final Runnable left;
    private final Consumer<String> failed;
    private final CloseQuestion card;

    Asked(OpenJob job, Runnable left, Consumer<String> failed) {
      this.job = job;
      this.left = left;
      this.failed = failed;
      card = new CloseQuestion(job.live(), this);
    }

    void show() {
      overlay.ask(card, () -> !card.isAnswered());
      asking = card;
      card.focusFirst();
    }

    @Override
    public boolean canGoOn() {
      return headless != null;
    }

    @Override
    public void goOn() {
      Headless next = headless;
      if (next != null) {
        card.underWay(Text.of("close.handing"));
        background.run(
            () -> {
              job.letGo();
              next.goOn(job.file(), job.state());
              return true;
            },
            _ -> done(left),
            why -> done(() -> failed.accept(why)));
      }
    }

    @Override
    public void stop() {
      card.underWay(Text.of("close.stopping"));
      background.run(
          () -> {
            job.letGo();
            return true;
          },
          _ -> done(left),
          // what could not be stopped in order ends with this process
          _ -> done(left));
    }

    private void done(Runnable next) {
      overlay.hide();
      next.run();
    }

    @Override
    public void stay() {
      overlay.hide();
    }
  }
}
