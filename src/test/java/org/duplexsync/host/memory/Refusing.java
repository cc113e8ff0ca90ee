package org.duplexsync.host.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duplexsync.host.Refusal;
import org.duplexsync.host.Wish;
import org.duplexsync.model.RelPath;
import org.jspecify.annotations.Nullable;

/** What an account may not do, by the rules that {@link DiskCalls} keeps. */
final class Refusing {
  private final DiskCalls calls;
  private final Account account;
  private final Places places;

  Refusing(DiskCalls calls, Places places) {
    this.calls = calls;
    this.account = calls.account();
    this.places = places;
  }

  List<Refusal> of(Wish wish) {
    RelPath up = Objects.requireNonNullElse(wish.path().parent(), RelPath.ROOT);
    Node directory = find(up);
    Node node = find(wish.path());
    var refused = new ArrayList<Refusal>();
    for (Wish.Need need : Wish.Need.values()) {
      if (directory == null || !directory.isDirectory() || !wish.needs().contains(need)) {
        continue;
      }
      if (isOfDirectory(need) && !account.may(directory, Account.WRITE | Account.ENTER)) {
        refused.add(new Refusal(need, Refusal.Why.UNWRITABLE, up, directory.entry()));
        continue;
      }
      Refusal.Why why = node == null ? null : why(need, directory, node);
      if (node != null && why != null) {
        refused.add(new Refusal(need, why, wish.path(), node.entry()));
      }
    }
    return refused;
  }

  private @Nullable Node find(RelPath path) {
    try {
      return calls.find(places.at(path));
    } catch (Errno e) {
      return null;
    }
  }

  private static boolean isOfDirectory(Wish.Need need) {
    return switch (need) {
      case ADD, TAKE, LEAVE -> true;
      case READ, OWN -> false;
    };
  }

  private Refusal.@Nullable Why why(Wish.Need need, Node directory, Node node) {
    boolean sticky =
        (directory.mode & 01000) != 0 && !account.owns(node) && !account.owns(directory);
    return switch (need) {
      case READ ->
          node.isDirectory() || account.may(node, Account.READ) ? null : Refusal.Why.UNREADABLE;
      case ADD -> null;
      case TAKE -> sticky ? Refusal.Why.STICKY : null;
      case LEAVE ->
          sticky
              ? Refusal.Why.STICKY
              : node.isDirectory() && !account.may(node, Account.WRITE)
                  ? Refusal.Why.UNWRITABLE
                  : null;
      case OWN -> account.owns(node) ? null : Refusal.Why.FOREIGN;
    };
  }
}
