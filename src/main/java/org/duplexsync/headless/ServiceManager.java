package org.duplexsync.headless;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells systemd how we fare, see sd_notify(3); does nothing where no service manager listens. */
public final class ServiceManager {
  /** Sends one datagram; may do nothing. */
  interface Messenger {
    void send(String message);
  }

  private final Messenger messenger;
  private final @Nullable Duration watchdog;

  ServiceManager(Messenger messenger, @Nullable Duration watchdog) {
    this.messenger = messenger;
    this.watchdog = watchdog;
  }

  /** As the environment of a unit of {@code Type=notify} says. */
  public static ServiceManager of(Map<String, String> environment) {
    String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (!socket.startsWith("/") && !socket.startsWith("@")) {
      return new ServiceManager(_ -> {}, null);
    }
    return new ServiceManager(new DatagramSocket(socket)::send, watchdog(environment));
  }

  private static @Nullable Duration watchdog(Map<String, String> environment) {
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    boolean ours = pid.isEmpty() || pid.equals("" + ProcessHandle.current().pid());
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    return ours && micros.matches("[1-9][0-9]{0,17}")
        ? Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1000L))
        : null;
  }

  /** How often {@link #alive} should be called: twice in the time allowed; null: not at all. */
  @Nullable Duration watchdogInterval() {
    return watchdog == null ? null : watchdog.dividedBy(2);
  }

  void ready() {
    messenger.send("READY=1");
  }

  void status(String sentence) {
    messenger.send("STATUS=" + sentence.replace('\n', ' '));
  }

  void alive() {
    messenger.send("WATCHDOG=1");
  }

  /** The start goes on; don't give up on it before so long has passed again. */
  void starting(Duration more) {
    messenger.send("EXTEND_TIMEOUT_USEC=" + more.toNanos() / 1000);
  }

  void stopping() {
    messenger.send("STOPPING=1");
  }
}
