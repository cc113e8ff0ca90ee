package org.duplexsync.commit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duplexsync.model.BaselineChange;
import org.duplexsync.model.JournalRow;
import org.duplexsync.model.Outcome;
import org.duplexsync.model.RelPath;
import org.duplexsync.model.VersionRow;

/**
 * What a batch came to, to be recorded in one transaction: first what moved takes along what is
 * agreed about it and below it, then the changes hold.
 */
public final class Heard {
  /** What was agreed under one name is agreed under another, whatever follows for it there. */
  public record Rebase(RelPath from, RelPath to) {}

  private final List<Rebase> rebases = new ArrayList<>();
  private final List<BaselineChange> baseline = new ArrayList<>();
  private final List<JournalRow> journal = new ArrayList<>();
  private final List<VersionRow> versions = new ArrayList<>();
  private final Map<RelPath, Outcome> outcomes = new LinkedHashMap<>();

  public List<Rebase> rebases() {
    return rebases;
  }

  public List<BaselineChange> baseline() {
    return baseline;
  }

  public List<JournalRow> journal() {
    return journal;
  }

  public List<VersionRow> versions() {
    return versions;
  }

  /** Of plan rows that are finished. */
  public Map<RelPath, Outcome> outcomes() {
    return outcomes;
  }
}
