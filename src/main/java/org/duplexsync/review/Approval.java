package org.duplexsync.review;

import java.util.List;

/** The answer to a wish to approve. */
public sealed interface Approval {
  record Approved(ApprovedPlan plan) implements Approval {}

  /** There is nothing to commit; what is left waits for a decision or was skipped. */
  record Nothing() implements Approval {}

  /**
   * @param reasons one sentence each, with what to do
   */
  record Refused(List<String> reasons) implements Approval {}
}
