package org.duplexsync.model;

/**
 * How far a commit is. {@code bytes} are of content staged; totals are those of the approved plan.
 */
public record CommitProgress(
    long items, long itemsTotal, long bytes, long bytesTotal, long failed) {
  public static final CommitProgress NONE = new CommitProgress(0, 0, 0, 0, 0);
}
