/**
 * The desktop window: one job, its pairs, and a screen for each thing an operator does. {@link
 * org.duplexsync.ui.Window#open} is the way in. Everything goes through {@link
 * org.duplexsync.control}; no call to it is made on the JavaFX thread. View models hold what a
 * screen knows and are tested without a scene; views only bind to them. {@code parts} holds what
 * all screens share, {@code table} the long lists, {@code review} and {@code trees} a screen each.
 */
@NullMarked
package org.duplexsync.ui;

import org.jspecify.annotations.NullMarked;
