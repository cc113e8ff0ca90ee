package org.duplexsync.app;

import java.time.Duration;
import org.duplexsync.lab.Lab;
import org.duplexsync.lab.Link;
import org.duplexsync.model.Side;

/** What goes wrong in a run, from {@code strike} until {@code mend} returns. */
enum Fault {
  NONE {
    @Override
    void strike(Lab lab, LiveEngine engine, Side side) {}

    @Override
    void mend(Lab lab, Side side) {}
  },
  /** Packets vanish, longer than it takes to notice. */
  CUT {
    @Override
    void strike(Lab lab, LiveEngine engine, Side side) {
      lab.cut(link(side));
    }

    @Override
    void mend(Lab lab, Side side) {
      lab.heal(link(side));
    }

    @Override
    Duration lasts() {
      return Duration.ofSeconds(12);
    }
  },
  /** Packets vanish for a moment that nobody need notice. */
  SHORT_CUT {
    @Override
    void strike(Lab lab, LiveEngine engine, Side side) {
      CUT.strike(lab, engine, side);
    }

    @Override
    void mend(Lab lab, Side side) {
      CUT.mend(lab, side);
    }
  },
  /** No route. */
  DOWN {
    @Override
    void strike(Lab lab, LiveEngine engine, Side side) {
      lab.takeDown(link(side));
    }

    @Override
    void mend(Lab lab, Side side) {
      CUT.mend(lab, side);
    }

    @Override
    Duration lasts() {
      return CUT.lasts();
    }
  },
  ENGINE_KILLED {
    @Override
    void strike(Lab lab, LiveEngine engine, Side side) {
      engine.kill();
    }

    @Override
    void mend(Lab lab, Side side) {}

    @Override
    void revive(LiveEngine engine) {
      engine.restart();
    }
  },
  /** The listener and every session of a host. */
  SSHD_KILLED {
    @Override
    void strike(Lab lab, LiveEngine engine, Side side) {
      lab.stopSshd(side);
    }

    @Override
    void mend(Lab lab, Side side) {
      lab.startSshd(side);
    }
  },
  HELPER_KILLED {
    @Override
    void strike(Lab lab, LiveEngine engine, Side side) {
      String user = side == Side.A ? "webmgr" : "imgcms";
      lab.exec(side, "root", "pkill", "-9", "-u", user, "-x", "perl");
    }

    @Override
    void mend(Lab lab, Side side) {}
  };

  abstract void strike(Lab lab, LiveEngine engine, Side side);

  abstract void mend(Lab lab, Side side);

  void revive(LiveEngine engine) {}

  Duration lasts() {
    return Duration.ofMillis(1500);
  }

  private static Link link(Side side) {
    return side == Side.A ? Link.OPERATOR_A : Link.OPERATOR_B;
  }
}
