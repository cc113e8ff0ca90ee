package org.duplexsync.commit;

import java.util.function.LongConsumer;

/**
 * What goes along with every transfer.
 *
 * @param bytes is told of each part of content that has travelled
 */
record Haul(Cancel cancel, LongConsumer bytes) {}
