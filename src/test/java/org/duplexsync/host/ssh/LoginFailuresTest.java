package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.duplexsync.host.ssh.SshException.Kind;
import org.junit.jupiter.api.Test;

/** JSch's and the JDK's texts, as they were seen. */
class LoginFailuresTest {
  private static final Endpoint WEB =
      new Endpoint(
          "web",
          "web1",
          22,
          "webmgr",
          null,
          null,
          List.of(),
          false,
          null,
          List.of(Path.of("/k")),
          List.of(),
          false,
          List.of());

  private static Kind login(String message) {
    return login(new JSchException(message)).kind();
  }

  private static SshException login(Exception e) {
    return LoginFailures.of(WEB, e, new LoginTrace(), null, null);
  }

  @Test
  void tellsJschsTextsApart() {
    assertEquals(Kind.KEY_REFUSED, login("Auth fail for methods 'publickey'"));
    assertEquals(Kind.KEY_REFUSED, login("Auth cancel for methods 'publickey,password'"));
    assertEquals(Kind.LOST, login("connection is closed by foreign host"));
    assertEquals(Kind.LOST, login("Session.connect: java.io.IOException: End of IO Stream Read"));
    assertEquals(Kind.LOST, login("Session.connect: java.net.SocketException: Connection reset"));
    assertEquals(Kind.PROTOCOL, login("invalid server's version string"));
    assertEquals(Kind.PROTOCOL, login("verify: false"));
    assertEquals(Kind.PROTOCOL, login(new IllegalArgumentException("odd")).kind());
  }

  @Test
  void aCutOfOursAndAJudgedHostKeyComeFirst() {
    LoginTrace trace = new LoginTrace();
    Exception e = new JSchException("Auth fail");
    assertEquals(Kind.TIMED_OUT, LoginFailures.of(WEB, e, trace, "too slow", null).kind());
    trace.hostKey(new SshException(Kind.HOST_KEY_CHANGED, "Changed.", "Ask."));
    assertEquals(Kind.HOST_KEY_CHANGED, LoginFailures.of(WEB, e, trace, "slow", null).kind());
  }

  @Test
  void saysSoWhenThereWasNoKeyToTry() {
    SshException e = login(new JSchException("Auth fail for methods 'publickey'"));
    assertTrue(e.getMessage().contains("no key was found to try"), e.getMessage());
  }

  @Test
  void aServersWordsCannotSteerTheTerminal() {
    String words = SessionLog.words(new Exception("evil \u001b[2J\r\n" + "x".repeat(9999)));
    assertFalse(words.contains("\u001b"));
    assertTrue(words.length() <= 300);
  }

  @Test
  void tellsNetworkTroubleApart() {
    assertEquals(Kind.NAME_NOT_FOUND, connect(new UnknownHostException("web1")));
    assertEquals(Kind.REFUSED, connect(new ConnectException("Connection refused")));
    assertEquals(Kind.NO_ROUTE, connect(new NoRouteToHostException("No route to host")));
    assertEquals(Kind.NO_ROUTE, connect(new SocketException("Network is unreachable")));
    assertEquals(Kind.NO_ROUTE, connect(new ConnectException("Network is unreachable")));
    assertEquals(Kind.TIMED_OUT, connect(new SocketTimeoutException("Connect timed out")));
    assertEquals(Kind.TIMED_OUT, connect(new ConnectException("Connection timed out")));
  }

  private static Kind connect(IOException e) {
    SshException said = ConnectFailures.of(WEB, e);
    assertTrue(said.getMessage().matches("(?s).*\\. [A-Z].*"), said.getMessage());
    return said.kind();
  }
}
