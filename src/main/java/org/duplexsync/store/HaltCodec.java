package org.duplexsync.store;

import java.time.Duration;
import org.duplexsync.model.Halt;
import org.duplexsync.model.Side;

/** Halts. The tags are part of the schema. */
final class HaltCodec {
  private static final Side[] SIDES = Side.values();

  private HaltCodec() {}

  static void halt(Out out, Halt halt) {
    switch (halt) {
      case Halt.RootMissing(Side side, String root) -> text(out, 0, side, root);
      case Halt.OtherFileSystem(Side side, String root) -> text(out, 1, side, root);
      case Halt.FarFewer(Side side, long seen, long agreed) -> numbers(out, 2, side, seen, agreed);
      case Halt.TooManyDeletes many -> deletes(out, many);
      case Halt.ServerWentBack(Side side, long paths, String evidence) -> {
        numbers(out, 4, side, paths);
        out.text(evidence);
      }
      case Halt.StoreWentBack(Side side, long store, long witness) ->
          numbers(out, 5, side, store, witness);
      case Halt.ForeignStore(Side side, String evidence) -> text(out, 6, side, evidence);
      case Halt.ClockSkew(Duration skew, Duration limit) -> {
        out.bits8(7);
        duration(out, skew);
        duration(out, limit);
      }
      case Halt.FutureTimes(Side side, long paths) -> numbers(out, 8, side, paths);
      case Halt.FilterChanged _ -> out.bits8(9);
      case Halt.ScanIncomplete(Side side, String reason) -> text(out, 10, side, reason);
      case Halt.OtherPlace(Side side, String before, String now) -> {
        text(out, 11, side, before);
        out.text(now);
      }
    }
  }

  private static void deletes(Out out, Halt.TooManyDeletes many) {
    if (many.gone() == 0) {
      numbers(out, 3, many.side(), many.deletes(), many.of(), many.limit());
    } else {
      numbers(out, 12, many.side(), many.deletes(), many.of(), many.limit(), many.gone());
    }
    out.bytes(many.below().toArray());
  }

  static Halt halt(In in) {
    int tag = in.bits8();
    return switch (tag) {
      case 7 -> new Halt.ClockSkew(duration(in), duration(in));
      case 9 -> new Halt.FilterChanged();
      default -> halt(in, tag, in.ordinal(SIDES));
    };
  }

  private static Halt halt(In in, int tag, Side side) {
    return switch (tag) {
      case 0 -> new Halt.RootMissing(side, in.text());
      case 1 -> new Halt.OtherFileSystem(side, in.text());
      case 2 -> new Halt.FarFewer(side, in.signed(), in.signed());
      case 3, 12 -> {
        long deletes = in.signed();
        long of = in.signed();
        long limit = in.signed();
        long gone = tag == 3 ? 0 : in.signed();
        yield new Halt.TooManyDeletes(side, in.path(), deletes, of, limit, gone);
      }
      case 4 -> new Halt.ServerWentBack(side, in.signed(), in.text());
      case 5 -> new Halt.StoreWentBack(side, in.signed(), in.signed());
      case 6 -> new Halt.ForeignStore(side, in.text());
      case 8 -> new Halt.FutureTimes(side, in.signed());
      case 10 -> new Halt.ScanIncomplete(side, in.text());
      case 11 -> new Halt.OtherPlace(side, in.text(), in.text());
      default -> throw In.damaged("no such halt");
    };
  }

  private static void text(Out out, int tag, Side side, String text) {
    out.bits8(tag);
    out.ordinal(side);
    out.text(text);
  }

  private static void numbers(Out out, int tag, Side side, long... numbers) {
    out.bits8(tag);
    out.ordinal(side);
    for (long number : numbers) {
      out.signed(number);
    }
  }

  private static void duration(Out out, Duration value) {
    out.signed(value.getSeconds());
    out.number(value.getNano());
  }

  private static Duration duration(In in) {
    return Duration.ofSeconds(in.signed(), in.count(999_999_999));
  }
}
