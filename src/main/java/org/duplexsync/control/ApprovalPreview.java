package org.duplexsync.control;

/**
 * What an approval would do: what a person reads, and then approves.
 *
 * @param plan its number
 * @param items rows that go
 * @param toA rows that write on A; {@code toB} likewise
 * @param deletes how many of them delete
 * @param leftOut rows that wait
 * @param conflictsLeftOut how many of these are conflicts
 * @param typeDeletes the operator must type the number of deletes
 * @param bytes content that travels
 */
public record ApprovalPreview(
    long plan,
    ApproveMode mode,
    long items,
    long toA,
    long toB,
    long deletes,
    long leftOut,
    long conflictsLeftOut,
    boolean typeDeletes,
    long bytes) {
  /** Whether the same is done as what the other one says; what waits stays where it is. */
  public boolean doesAs(ApprovalPreview other) {
    return goes().equals(other.goes());
  }

  private ApprovalPreview goes() {
    return new ApprovalPreview(plan, mode, items, toA, toB, deletes, 0, 0, typeDeletes, bytes);
  }
}
