/**
 * The pair while it is live: what travels, how fast, what happened and why. {@link
 * org.duplexsync.ui.activity.LiveModel} knows it all without a scene; start reading there.
 */
@NullMarked
package org.duplexsync.ui.activity;

import org.jspecify.annotations.NullMarked;
