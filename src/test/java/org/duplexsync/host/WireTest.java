package org.duplexsync.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private final Scripted server;
  private final AtomicInteger ended = new AtomicInteger();
  private final Wire wire;

  WireTest() throws IOException {
    server = new Scripted();
    wire =
        new Wire(
            "tgt",
            server,
            () -> "",
            ended::incrementAndGet,
            new Skew(java.time.InstantSource.system()));
    wire.start();
  }

  private Answer ask() throws HostException {
    return wire.ask('N', 0, new Put(), 1000);
  }

  private static String failure(Answer answer) {
    HostException why = assertThrows(HostException.class, () -> answer.next(LIMIT));
    return String.valueOf(why.getMessage());
  }

  @Test
  void sortsAnswersByRequest() throws Exception {
    Answer one = ask();
    Answer two = ask();
    server.say('d', two.id, new Put().u8(2));
    server.say('a', one.id, new Put().u8(1));
    server.say('a', two.id, new Put().u8(3));
    assertArrayEquals(new byte[] {1}, one.next(LIMIT).bytes());
    assertArrayEquals(new byte[] {2}, two.next(LIMIT).bytes());
    assertTrue(two.next(LIMIT).last());
  }

  @Test
  void aTypedRefusalEndsOneRequestOnly() throws Exception {
    Answer one = ask();
    Answer two = ask();
    server.say('e', one.id, new Put().u8('T').str("LEASE_HELD").str("in use"));
    server.say('a', two.id, new Put());
    TreeException why = assertThrows(TreeException.class, () -> one.next(LIMIT));
    assertEquals(TreeException.Cause.LEASE_HELD, why.kind());
    assertTrue(two.next(LIMIT).last());
  }

  @Test
  void aLostConnectionFailsAllThatWait() throws Exception {
    Answer one = ask();
    Answer two = ask();
    server.hangUp();
    assertTrue(failure(one).contains("tgt"));
    assertTrue(failure(two).contains("ended"));
    assertEquals(1, ended.get());
    assertThrows(HostException.class, this::ask);
  }

  @Test
  void aCutFrameIsALostConnection() throws Exception {
    Answer one = ask();
    byte[] frame = Wire.frame('a', one.id, new Put().u32(1)).toArray();
    server.say(java.util.Arrays.copyOf(frame, frame.length - 1));
    server.hangUp();
    assertTrue(failure(one).contains("ended"));
  }

  @Test
  void refusesFramesOfImpossibleLength() throws Exception {
    Answer one = ask();
    server.say(new Put().u32(0x7fffffffL).u8('a').u32(one.id).toArray());
    assertTrue(failure(one).contains("against the protocol"));
    assertEquals(1, ended.get());
  }

  @Test
  void refusesFramesShorterThanTheirHead() throws Exception {
    Answer one = ask();
    server.say(new Put().u32(3).u8('a').u32(one.id).toArray());
    assertTrue(failure(one).contains("against the protocol"));
  }

  @Test
  void refusesUnknownFramesAndAnswersToNothing() throws Exception {
    Answer one = ask();
    server.say('?', one.id, new Put());
    assertTrue(failure(one).contains("no such frame"));
    Scripted other = new Scripted();
    Wire second =
        new Wire("tgt", other, () -> "", () -> {}, new Skew(java.time.InstantSource.system()));
    second.start();
    Answer asked = second.ask('N', 0, new Put(), 1000);
    other.say('a', asked.id + 1, new Put());
    assertTrue(failure(asked).contains("an answer to nothing"));
  }

  @Test
  void refusesMoreThanWasAskedFor() throws Exception {
    Answer one = ask();
    byte[] much = new byte[900_000];
    server.say('d', one.id, new Put().raw(much, 0, much.length));
    server.say('d', one.id, new Put().raw(much, 0, much.length));
    while (ended.get() == 0) {
      Thread.onSpinWait(); // taken before the second has come, the first would make room for it
    }
    assertInstanceOf(Answer.Part.class, one.next(LIMIT));
    assertTrue(failure(one).contains("more than was asked for"));
  }

  @Test
  void dropsWhatComesForACancelledRequest() throws Exception {
    Answer one = ask();
    Answer two = ask();
    wire.done(one, false);
    server.say('d', one.id, new Put().u8(1));
    server.say('a', two.id, new Put().u8(2));
    assertTrue(two.next(LIMIT).last());
    assertEquals(0, ended.get());
  }
}
