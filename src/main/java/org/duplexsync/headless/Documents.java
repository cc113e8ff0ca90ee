package org.duplexsync.headless;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.duplexsync.control.Condition;
import org.duplexsync.control.PairInfo;
import org.duplexsync.control.Trouble;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The status file and what the notify command reads, as JSON. Times are UTC. */
final class Documents {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Documents() {}

  static byte[] status(String job, Instant now, List<StatusFile.Row> rows) {
    ObjectNode document =
        MAPPER
            .createObjectNode()
            .put("job", job)
            .put("written", "" + now)
            .put("process", ProcessHandle.current().pid());
    var pairs = document.putArray("pairs");
    for (StatusFile.Row row : rows) {
      Condition c = row.condition();
      ObjectNode pair = pair(pairs.addObject(), row.pair(), c);
      pair.put("queued", c.queued()).put("travelling", c.travelling());
      pair.put("waiting", c.waiting()).put("blocked", c.blocked());
      pair.put("failed", c.failed());
      pair.put("asOf", c.asOf() == null ? null : "" + c.asOf());
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
  }

  private static ObjectNode pair(ObjectNode to, PairInfo pair, Condition c) {
    to.put("pair", pair.name())
        .put("a", pair.a())
        .put("b", pair.b())
        .put("state", c.state())
        .put("level", c.level().name().toLowerCase(Locale.ROOT))
        .put("sentence", c.sentence())
        .put("host", c.host())
        .put("since", c.since() == null ? null : "" + c.since());
    var troubles = to.putArray("troubles");
    for (Trouble trouble : c.troubles()) {
      troubles
          .addObject()
          .put("kind", trouble.kind())
          .put("path", trouble.path() == null ? null : trouble.path().toString())
          .put("host", trouble.host())
          .put("cause", trouble.cause())
          .put("advice", trouble.advice())
          .put("since", "" + trouble.since());
    }
    return to;
  }

  static byte[] event(String job, Event.Kind kind, List<Event> events) {
    ObjectNode document =
        MAPPER
            .createObjectNode()
            .put("event", kind.name().toLowerCase(Locale.ROOT))
            .put("job", job)
            .put("at", "" + events.getLast().at());
    var pairs = document.putArray("pairs");
    for (Event event : events) {
      Condition c = event.condition();
      pair(pairs.addObject(), event.pair(), c)
          .put("waiting", c.waiting())
          .put("blocked", c.blocked())
          .put("failed", c.failed())
          .put("at", "" + event.at())
          .put("times", event.times());
    }
    return MAPPER.writeValueAsBytes(document);
  }
}
