package org.duplexsync.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duplexsync.model.RelPath;

/** How wishes, and what stands against them, stand on the wire. */
final class WishCodec {
  private WishCodec() {}

  static void put(Put body, Wish wish) {
    int bits = 0;
    for (Wish.Need need : wish.needs()) {
      bits |= bit(need);
    }
    body.path(wish.path()).u8(bits);
  }

  private static int bit(Wish.Need need) {
    return switch (need) {
      case READ -> 1;
      case ADD -> 2;
      case TAKE -> 4;
      case LEAVE -> 8;
      case OWN -> 16;
    };
  }

  /** Only of what was refused anything is said, with its place among those asked. */
  static List<List<Refusal>> refusals(List<Wish> wishes, Take take) throws HostException {
    List<List<Refusal>> all = new ArrayList<>(wishes.size());
    for (int i = 0; i < wishes.size(); i++) {
      all.add(List.of());
    }
    int count = take.count(wishes.size() * Wish.Need.values().length);
    for (int i = 0; i < count; i++) {
      int of = take.count(Integer.MAX_VALUE);
      if (of >= wishes.size()) {
        throw new WireException("a refusal of what was not asked");
      }
      List<Refusal> refused = new ArrayList<>(all.get(of));
      refused.add(refusal(wishes.get(of), take));
      all.set(of, refused);
    }
    return all;
  }

  private static Refusal refusal(Wish wish, Take take) throws HostException {
    Wish.Need need = need(take.u8());
    if (!wish.needs().contains(need)) {
      throw new WireException("a refusal of what was not asked");
    }
    Refusal.Why why = why(take.u8());
    boolean directory = take.flag();
    RelPath at =
        directory ? Objects.requireNonNullElse(wish.path().parent(), RelPath.ROOT) : wish.path();
    return new Refusal(need, why, at, take.entry());
  }

  private static Wish.Need need(int bit) throws WireException {
    for (Wish.Need need : Wish.Need.values()) {
      if (bit(need) == bit) {
        return need;
      }
    }
    throw new WireException("no such need: " + bit);
  }

  private static Refusal.Why why(int letter) throws WireException {
    return switch (letter) {
      case 'r' -> Refusal.Why.UNREADABLE;
      case 'w' -> Refusal.Why.UNWRITABLE;
      case 't' -> Refusal.Why.STICKY;
      case 'o' -> Refusal.Why.FOREIGN;
      case 'i' -> Refusal.Why.FIXED;
      case 'f' -> Refusal.Why.READ_ONLY;
      case 'd' -> Refusal.Why.OURS;
      default -> throw new WireException("no such refusal: " + letter);
    };
  }
}
