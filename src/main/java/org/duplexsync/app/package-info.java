/**
 * {@code main} and the composition root: the only place that knows all parts and puts them
 * together. Start reading at {@link org.duplexsync.app.Main}.
 */
@NullMarked
package org.duplexsync.app;

import org.jspecify.annotations.NullMarked;
