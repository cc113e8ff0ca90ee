package org.duplexsync.control;

import java.util.Map;
import org.duplexsync.model.Bucket;
import org.duplexsync.model.RelPath;

/**
 * What a query selects at one entry of a directory and below it.
 *
 * @param path right in the directory
 * @param itself the row at this very path is selected
 * @param below how many rows of each kind are selected below it
 */
public record Matches(RelPath path, boolean itself, Map<Bucket, Long> below) {
  public long count() {
    return (itself ? 1 : 0) + below.values().stream().mapToLong(Long::longValue).sum();
  }
}
