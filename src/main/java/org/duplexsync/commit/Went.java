package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Rubbish;
import org.duplexsync.host.TreeException;
import org.duplexsync.model.Action;
import org.duplexsync.model.Entry;
import org.duplexsync.model.Intent;
import org.duplexsync.model.Seen;

/**
 * Which new files went to their names though they are not there any more. Nothing came out for them
 * that could prove it: what proves it is that their stage names are free, as long as nothing but
 * the commit can have freed them.
 */
final class Went {
  private final End end;
  private final Ledger ledger;

  Went(End end, Ledger ledger) {
    this.end = end;
    this.ledger = ledger;
  }

  /** To be asked before they are settled, and after {@link Ledger#settling}. */
  Set<Intent> of(List<Intent> intents) throws HostException, TreeException {
    List<Intent> asked = new ArrayList<>();
    for (Intent intent : intents) {
      boolean fresh = intent.state() == Intent.State.STAGED;
      if (fresh && isNew(intent.action()) && ledger.isSameBoot(intent.action().on())) {
        asked.add(intent);
      }
    }
    Set<Intent> went = new HashSet<>();
    // one by one: of several it would only be known how many were left
    for (Intent intent : absent(asked)) {
      var rubbish = new Rubbish(Objects.requireNonNull(intent.stage()), intent.staged());
      if (end.tree().discard(end.epoch(), List.of(rubbish)) == 0) {
        went.add(intent);
      }
    }
    return went;
  }

  private List<Intent> absent(List<Intent> asked) throws HostException {
    if (asked.isEmpty()) {
      return asked;
    }
    List<Seen> seen =
        end.tree().look(asked.stream().map(intent -> intent.action().path()).toList());
    List<Intent> absent = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Entry staged = Objects.requireNonNull(asked.get(i).staged());
      boolean there =
          seen.get(i) instanceof Seen.Present(Entry now) && now.id().inode() == staged.id().inode();
      if (!there && !(seen.get(i) instanceof Seen.Unknown)) {
        absent.add(asked.get(i));
      }
    }
    return absent;
  }

  private static boolean isNew(Action action) {
    return switch (action) {
      case Action.Copy copy -> copy.target() == null;
      case Action.KeepBeside _ -> true;
      case Action.MakeDirectory _, Action.Delete _, Action.SetMetadata _, Action.Move _ -> false;
    };
  }
}
