/**
 * Both trees side by side, aligned row by row; directories are listed when they are opened. {@link
 * org.duplexsync.ui.trees.TreesModel} knows, {@link org.duplexsync.ui.trees.TreesView} shows.
 */
@NullMarked
package org.duplexsync.ui.trees;

import org.jspecify.annotations.NullMarked;
