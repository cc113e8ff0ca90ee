package org.duplexsync.host.ssh;

import com.jcraft.jsch.Session;

/** A log-in under way: what belongs to one session. */
record Login(
    Endpoint endpoint, Session session, Transport transport, Pulse pulse, SessionLog log) {}
