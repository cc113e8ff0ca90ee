package org.duplexsync.job;

/**
 * One thing that is wrong in a job file.
 *
 * @param file as it was named when it was read
 * @param line from 1; 0 if the file as a whole is meant
 * @param column from 1; 0 if the file as a whole is meant
 * @param key such as {@code pairs[0].b.root}; empty if no key is meant
 * @param message what is wrong and what to write instead
 */
public record JobProblem(String file, int line, int column, String key, String message) {
  @Override
  public String toString() {
    String where = line == 0 ? file : file + ":" + line + ":" + column;
    return where + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
