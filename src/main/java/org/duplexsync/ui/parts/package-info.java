/**
 * What all screens share: texts, words for data, icons, commands with their keys, work in the
 * background. Start reading at {@link org.duplexsync.ui.parts.Background}.
 */
@NullMarked
package org.duplexsync.ui.parts;

import org.jspecify.annotations.NullMarked;
