package org.duplexsync.host.ssh;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.duplexsync.host.HelperHost;
import org.duplexsync.host.Host;
import org.duplexsync.host.HostException;
import org.duplexsync.host.Shell;

/**
 * Starts the helper and probes the account at the same time, for each takes a while. What the probe
 * finds missing is told before what the helper stumbled over, and ends the start at once.
 */
final class ProbedStart {
  private final ShellProbe probe;
  private final InstantSource clock;
  private final CompletableFuture<ShellFacts> facts = new CompletableFuture<>();
  private final CompletableFuture<Host> started = new CompletableFuture<>();

  ProbedStart(ShellProbe probe, InstantSource clock) {
    this.probe = probe;
    this.clock = clock;
  }

  /**
   * Both shells are of the same session, and closed by this: the first with the host, the second at
   * once.
   */
  Host run(Shell shell, Shell probing) throws HostException {
    Thread helper = Thread.ofVirtual().name("helper-start").start(() -> start(shell));
    try (probing) {
      facts.complete(probe.probe(probing));
      return started.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof HostException told
          ? told
          : new HostException(shell.name() + ": the helper did not start", e);
    } catch (InterruptedException e) {
      letGo(helper, e);
      Thread.currentThread().interrupt();
      throw new HostException("interrupted", e);
    } catch (HostException | RuntimeException e) {
      letGo(helper, e);
      throw e;
    }
  }

  private void start(Shell shell) {
    try {
      Host host = HelperHost.start(new WarnedShell(shell, this::warnings), clock);
      if (!started.complete(host)) {
        host.close();
      }
    } catch (HostException | RuntimeException e) {
      started.completeExceptionally(e);
    }
  }

  /** Nothing if the probe failed: then the host is let go anyway. */
  private List<String> warnings() {
    return facts.handle((found, why) -> why == null ? found.warnings() : List.<String>of()).join();
  }

  private void letGo(Thread helper, Exception why) {
    facts.completeExceptionally(why);
    if (!started.completeExceptionally(why) && !started.isCompletedExceptionally()) {
      started.join().close();
    }
    helper.interrupt();
  }
}
