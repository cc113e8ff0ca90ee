/**
 * Two real servers for tests: the shell lab of {@code src/test/lab}, seen from Java. Start at
 * {@link org.duplexsync.lab.Lab}; a test class that wants one carries {@link
 * org.duplexsync.lab.LabTest} and takes a {@code Lab} as parameter. The hosts run Debian's sshd
 * with its default limits and have users of their own; nothing is added to this machine's. Needs
 * root.
 */
@NullMarked
package org.duplexsync.lab;

import org.jspecify.annotations.NullMarked;
