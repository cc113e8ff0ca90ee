package org.duplexsync.control.socket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/** Messages over a stream: four bytes of length, then so many bytes of JSON. */
final class Frames implements AutoCloseable {
  /** In bytes. A call is small; an answer may hold a large directory or a file's content. */
  static final int LONGEST_CALL = 1 << 20;

  static final int LONGEST_ANSWER = 64 << 20;

  private final SocketChannel channel;
  private final int longestRead;
  private final ReentrantLock writing = new ReentrantLock();
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  /**
   * @param longestRead a longer message ends the connection
   */
  Frames(SocketChannel channel, int longestRead) {
    this.channel = channel;
    this.longestRead = longestRead;
  }

  /**
   * One reader at a time.
   *
   * @throws EOFException at the end between two messages
   */
  JsonNode read() throws IOException {
    fill(length.clear());
    int size = length.flip().getInt();
    if (size < 2 || size > longestRead) {
      throw new ProtocolException("a message of " + size + " bytes");
    }
    ByteBuffer body = ByteBuffer.allocate(size);
    fill(body);
    return Json.message(body.array());
  }

  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the connection ended");
      }
    }
  }

  void write(JsonNode message) throws IOException {
    write(Json.bytes(message));
  }

  void write(byte[] message) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + message.length);
    frame.putInt(message.length).put(message).flip();
    writing.lock();
    try {
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
