package org.duplexsync.host.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.ReceiveWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static Inbox inbox(int keep) throws Exception {
    return new Inbox(new ReceiveWindow(new ChannelExec()), keep);
  }

  @Test
  void givesWhatCameAndThenTheEnd() throws Exception {
    Inbox inbox = inbox(ReceiveWindow.SIZE);
    OutputStream sink = inbox.sink(() -> inbox.end(null));
    sink.write("one ".getBytes(StandardCharsets.US_ASCII));
    sink.write("two".getBytes(StandardCharsets.US_ASCII));
    assertEquals(7, inbox.available());
    sink.close();
    assertEquals("one two", new String(inbox.readAllBytes(), StandardCharsets.US_ASCII));
    assertEquals(-1, inbox.read());
  }

  @Test
  void aFailureComesAfterWhatCameBefore() throws Exception {
    Inbox inbox = inbox(ReceiveWindow.SIZE);
    inbox.sink(() -> {}).write('x');
    inbox.end(new IOException("lost"));
    inbox.end(null);
    assertEquals('x', inbox.read());
    assertEquals("lost", assertThrows(IOException.class, inbox::read).getMessage());
  }

  @Test
  void aServerThatSendsMoreThanItsWindowIsCutOff() throws Exception {
    Inbox inbox = inbox(ReceiveWindow.SIZE);
    OutputStream sink = inbox.sink(() -> {});
    for (int i = 0; i < 70; i++) {
      sink.write(new byte[32 * 1024]);
    }
    assertThrows(IOException.class, inbox::readAllBytes);
    assertTrue(inbox.available() <= ReceiveWindow.SIZE + 32 * 1024);
  }

  @Test
  void keepsTheLastOfWhatNobodyReads() throws Exception {
    Inbox inbox = inbox(1000);
    OutputStream sink = inbox.sink(() -> inbox.end(null));
    for (int i = 0; i < 500; i++) {
      sink.write(("line " + i + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    sink.close();
    String kept = new String(inbox.readAllBytes(), StandardCharsets.US_ASCII);
    assertTrue(kept.length() <= 1000 && kept.endsWith("line 499\n"), kept);
  }
}
