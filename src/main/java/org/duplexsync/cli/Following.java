package org.duplexsync.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.duplexsync.control.Condition;
import org.duplexsync.control.ControlException;
import org.duplexsync.control.PairControl;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.Subscription;
import org.duplexsync.model.EngineState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells how the pairs fare each time that changes, until the engine of each has ended. */
final class Following {
  private final Terminal terminal;
  private final boolean json;
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final Map<String, String> told = new HashMap<>();

  Following(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  private record News(PairInfo pair, EngineState state) {}

  /** In sync if all were stopped in good order. */
  ExitCode follow(List<PairControl> pairs) throws ControlException {
    if (pairs.stream().allMatch(pair -> pair.state() instanceof EngineState.Stopped)) {
      throw new ControlException("No engine runs this job, there is nothing to follow.");
    }
    var news = new LinkedBlockingQueue<News>();
    List<Subscription> listening = new ArrayList<>();
    try {
      for (PairControl pair : pairs) {
        PairInfo info = pair.info();
        listening.add(pair.listen(state -> news.add(new News(info, state))));
      }
      return follow(news, pairs.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FATAL;
    } finally {
      listening.forEach(Subscription::close);
    }
  }

  private ExitCode follow(LinkedBlockingQueue<News> news, int pairs) throws InterruptedException {
    ExitCode worst = ExitCode.IN_SYNC;
    Set<String> ended = new HashSet<>();
    while (ended.size() < pairs && terminal.arrived()) {
      News next = news.take();
      Condition now = Condition.of(next.state(), next.pair());
      tell(next.pair(), now);
      if (now.level() == Condition.Level.DOWN && ended.add(next.pair().name())) {
        worst = worst.worse(now.state().equals("stopped") ? ExitCode.IN_SYNC : ExitCode.FATAL);
      }
    }
    return worst;
  }

  private void tell(PairInfo info, Condition now) {
    String news = json ? line(info, now, null) : info.name() + ": " + now.sentence();
    if (!news.equals(told.put(info.name(), news))) {
      if (json) {
        terminal.out().println(line(info, now, now.asOf()));
      } else {
        terminal.line(news);
      }
      terminal.out().flush();
    }
  }

  /** With JSON also what could not be done is a document on a line. */
  void end(ExitCode code, List<JobRun.Fatal> fatal) {
    if (json && !fatal.isEmpty()) {
      ObjectNode last = mapper.createObjectNode();
      var errors = last.putArray("errors");
      for (JobRun.Fatal each : fatal) {
        errors
            .addObject()
            .put("pair", each.pair())
            .put("kind", each.why().kind())
            .put("message", each.why().getMessage());
      }
      terminal.out().println(last.put("exit", code.status()));
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
