package org.duplexsync.host;

import org.duplexsync.model.RelPath;
import org.duplexsync.model.Sha256;

/**
 * A file that another program wrote into a staging directory, to become a staged file.
 *
 * @param file below the staging directory
 * @param ask as for {@link Tree#stage}
 * @param sha256 what the content must be; else it is thrown away
 */
public record Adopt(RelPath file, StageAsk ask, Sha256 sha256) {}
