/**
 * Something to try Duplex on without a server: two embedded SSH servers on loopback over two
 * prepared trees in a temporary directory, and the job that connects to them. Everything else is
 * the code for real servers. Start reading at {@link org.duplexsync.demo.Demo}.
 */
@NullMarked
package org.duplexsync.demo;

import org.jspecify.annotations.NullMarked;
