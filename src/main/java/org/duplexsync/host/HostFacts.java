package org.duplexsync.host;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a machine at connect.
 *
 * @param name as the operator calls it
 * @param user the account, with its numeric id in {@code uid}
 * @param groups that the account is in, by name
 * @param arch {@code uname -m}
 * @param bootId of this boot of the machine
 * @param perl version such as {@code 5.36.0}; {@code find}, {@code rsync}, {@code kernel} likewise;
 *     null where missing
 * @param sha how the helper hashes: {@code Digest::SHA} or {@code sha256sum}
 * @param inotify null if it can be had, else why not
 * @param inotifyWatches {@code fs.inotify.max_user_watches}, 0 if unknown
 * @param skew the host's clock minus ours, at the middle of the round trip
 * @param roundTrip of one request
 * @param warnings what is weak or missing, each with what to do
 */
public record HostFacts(
    String name,
    String user,
    long uid,
    List<String> groups,
    String arch,
    String kernel,
    String bootId,
    String perl,
    @Nullable String find,
    @Nullable String rsync,
    String sha,
    @Nullable String inotify,
    long inotifyWatches,
    Duration skew,
    Duration roundTrip,
    List<String> warnings) {}
