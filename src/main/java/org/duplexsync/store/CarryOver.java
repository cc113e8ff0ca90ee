package org.duplexsync.store;

import java.sql.SQLException;
import org.duplexsync.model.RowState;

/** Takes what operators decided in one plan over to the next one of the pair. */
final class CarryOver {
  private static final String DRIFT = "changed since it was reviewed";

  /** Both plans' rows at one path, with the decision an operator took in the old one. */
  private static final String PAIRED =
      " FROM item o CROSS JOIN item n CROSS JOIN body ob CROSS JOIN body nb CROSS JOIN decision d"
          + " WHERE o.plan = ?1 AND o.choice IS NOT NULL AND o.state <> "
          + Enums.number(RowState.DONE)
          + " AND n.plan = ?2 AND n.path = o.path AND ob.id = o.body AND nb.id = n.body"
          + " AND d.plan = o.plan AND d.number = o.decision AND d.by LIKE 'operator:%'";

  private CarryOver() {}

  static int run(Session session, long from, long to) throws SQLException {
    session.update(
        "INSERT INTO decision SELECT ?2, number, pick, by, at, ?3 FROM decision"
            + " WHERE plan = ?1 AND undone <> 1",
        from,
        to,
        DecisionLog.CARRIED);
    int rows =
        session.update(
            "UPDATE item AS i SET choice = x.choice, decision = x.decision"
                + " FROM (SELECT n.path, o.choice, o.decision"
                + PAIRED
                + " AND ob.seen = nb.seen AND n.choices & (1 << o.choice) <> 0) x"
                + " WHERE i.plan = ?2 AND i.path = x.path",
            from,
            to);
    session.update(
        "UPDATE item AS i SET drift = ?3 FROM (SELECT n.path"
            + PAIRED
            + " AND ob.seen <> nb.seen) x WHERE i.plan = ?2 AND i.path = x.path",
        from,
        to,
        DRIFT);
    Tallies.recount(session, to);
    return rows;
  }
}
