/**
 * Tests of the window: {@link org.duplexsync.ui.PagedPair} is the engine, {@link
 * org.duplexsync.ui.OnDisplay} the display.
 */
@NullMarked
package org.duplexsync.ui;

import org.jspecify.annotations.NullMarked;
