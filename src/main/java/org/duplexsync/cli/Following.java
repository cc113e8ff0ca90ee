package org.duplexsync.cli;

import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import org.duplexsync.control.Condition;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.Subscription;
import org.duplexsync.model.EngineState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells how a pair fares each time that changes, until its engine has ended. */
final class Following {
  private final Terminal terminal;
  private final boolean json;
  private final JsonMapper mapper = JsonMapper.builder().build();

  Following(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** In sync if it was stopped in good order. */
  ExitCode follow(PairControl pair) throws ControlException {
    PairInfo info = pair.info();
    if (pair.state() instanceof EngineState.Stopped) {
      throw new ControlException(info.name() + ": no engine runs it, there is nothing to follow.");
    }
    var states = new LinkedBlockingQueue<EngineState>();
    String told = "";
    try (Subscription _ = pair.listen(states::add)) {
      while (true) {
        Condition now = Condition.of(states.take(), info);
        String news = json ? line(info, now, null) : info.name() + ": " + now.sentence();
        if (!news.equals(told)) {
          terminal.line(json ? line(info, now, now.asOf()) : news);
          terminal.out().flush();
          told = news;
        }
        if (now.level() == Condition.Level.DOWN) {
          return now.state().equals("stopped") ? ExitCode.IN_SYNC : ExitCode.FATAL;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FATAL;
    }
  }

  /**
   * @param asOf that this moment moves on is no news
   */
  private String line(PairInfo info, Condition now, @Nullable Instant asOf) {
    return mapper
        .createObjectNode()
        .put("pair", info.name())
        .put("state", now.state())
        .put("sentence", now.sentence())
        .put("host", now.host())
        .put("since", now.since() == null ? null : "" + now.since())
        .put("queued", now.queued())
        .put("travelling", now.travelling())
        .put("waiting", now.waiting())
        .put("blocked", now.blocked())
        .put("failed", now.failed())
        .put("asOf", asOf == null ? null : "" + asOf)
        .put("exit", StatusCommand.code(now).status())
        .toString();
  }
}
