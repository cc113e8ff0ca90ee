package org.duplexsync.host;

import java.util.Set;
import org.duplexsync.model.Field;
import org.jspecify.annotations.Nullable;

/** How steps of a commit and their outcomes stand on the wire. */
final class StepCodec {
  private StepCodec() {}

  static void put(Put body, Step step) {
    switch (step) {
      case Step.Put p ->
          body.u8('P')
              .path(p.path())
              .str(p.stage())
              .entry(p.staged())
              .optional(p.expected(), body::entry)
              .optional(p.version(), body::str)
              .optional(p.hash(), hash -> body.raw(hash.value().toArray(), 0, 32));
      case Step.Remove r -> body.u8('R').path(r.path()).entry(r.expected()).str(r.version());
      case Step.MakeDirectory m -> body.u8('K').path(m.path()).u16(m.mode());
      case Step.RemoveDirectory r -> body.u8('r').path(r.path()).entry(r.expected());
      case Step.Move m -> body.u8('M').path(m.from()).path(m.to()).entry(m.expected());
      case Step.Swap s ->
          body.u8('S').path(s.one()).entry(s.expectedOne()).path(s.two()).entry(s.expectedTwo());
      case Step.Park p ->
          body.u8('k')
              .path(p.path())
              .str(p.stage())
              .entry(p.expected())
              .optional(p.version(), body::str);
      case Step.SetMetadata m ->
          body.u8('m').path(m.path()).entry(m.expected()).u8(bits(m.fields())).entry(m.values());
    }
  }

  private static int bits(Set<Field> fields) {
    int bits = 0;
    for (Field field : fields) {
      bits |=
          switch (field) {
            case CONTENT -> 1;
            case MODE -> 2;
            case OWNER -> 4;
            case GROUP -> 8;
          };
    }
    return bits;
  }

  private static @Nullable String kept(String name) {
    return name.isEmpty() ? null : name;
  }

  static StepOutcome outcome(Take take) throws HostException {
    int what = take.u8();
    return switch (what) {
      case 'D' -> new StepOutcome.Done(take.optionalEntry(), take.optionalEntry());
      case 'd' -> new StepOutcome.Drifted(take.seen(), kept(take.text()));
      case 'E' -> new StepOutcome.NotEmpty();
      case 'X' -> new StepOutcome.Failed(take.text(), take.text());
      default -> throw new WireException("no such outcome: " + what);
    };
  }
}
