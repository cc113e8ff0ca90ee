package org.duplexsync.host.ssh;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ShellProbe} found.
 *
 * @param perl such as {@code 5.36.0}
 * @param find first line of GNU find's version
 * @param rsync first line of rsync's version, null where missing
 * @param warnings what is missing without stopping us, each with the line to install it
 */
public record ShellFacts(String perl, String find, @Nullable String rsync, List<String> warnings) {}
