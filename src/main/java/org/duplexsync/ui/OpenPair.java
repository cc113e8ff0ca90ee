package org.duplexsync.ui;

import org.duplexsync.ui.activity.LiveModel;
import org.duplexsync.ui.conflicts.ConflictsModel;
import org.duplexsync.ui.parts.PairModel;
import org.duplexsync.ui.parts.Words;
import org.duplexsync.ui.review.ReviewModel;
import org.duplexsync.ui.trees.TreesModel;

/** One pair with what its screens know. */
record OpenPair(
    PairModel model,
    Words words,
    ReviewModel review,
    TreesModel trees,
    ConflictsModel conflicts,
    LiveModel live) {}
