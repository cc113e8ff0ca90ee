package org.duplexsync.store;

import org.duplexsync.model.Agreed;
import org.duplexsync.model.Seen;
import org.jspecify.annotations.Nullable;

/** What the looks at one path gave, and what was agreed. */
record SeenCodec(Seen a, Seen b) {
  static byte[] bytes(Out out, Seen a, Seen b) {
    EntryCodec.seen(out, a);
    EntryCodec.seen(out, b);
    return out.take();
  }

  static SeenCodec of(In in, byte[] value) {
    return in.all(value, () -> new SeenCodec(EntryCodec.seen(in), EntryCodec.seen(in)));
  }

  static byte @Nullable [] bytes(Out out, @Nullable Agreed base) {
    if (base == null) {
      return null;
    }
    EntryCodec.agreed(out, base);
    return out.take();
  }

  static @Nullable Agreed base(In in, byte @Nullable [] value) {
    return value == null ? null : in.all(value, () -> EntryCodec.agreed(in));
  }
}
