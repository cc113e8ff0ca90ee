package com.jcraft.jsch;

import java.io.IOException;

/**
 * Gives the receive window of a channel into the hands of whoever reads the channel.
 *
 * <p>JSch grants new window as soon as its one thread per session has passed data on, and blocks
 * that thread when the reader is slow. One stalled reader then stalls every channel of the session,
 * its keep-alive too, and two rsyncs joined back to back can wait for one another for ever. Here
 * the session's thread only puts data into a buffer as large as the window, and the reader itself
 * grants what it has taken. This stands in JSch's package because the window can be reached only
 * there.
 */
public final class ReceiveWindow {
  /** What a peer may send before it must wait for us, in bytes. */
  public static final int SIZE = 2 << 20;

  private static final int PACKET = 32 * 1024;

  private final Channel channel;

  /** Before the channel is connected. */
  public ReceiveWindow(Channel channel) throws JSchException {
    this.channel = channel;
    channel.setLocalWindowSizeMax(SIZE);
    channel.setLocalPacketSize(PACKET);
  }

  /**
   * To be called by the session's thread for each piece it delivers: undoes in advance what JSch
   * takes off its own account, so that it never grants by itself.
   */
  public void delivered(int length) {
    channel.setLocalWindowSize(channel.lwsize + length);
  }

  /** Lets the peer send this much more. By the reader's thread; may block as any write. */
  public void grant(int length) throws IOException {
    Buffer buffer = new Buffer(128);
    Packet packet = new Packet(buffer);
    packet.reset();
    buffer.putByte((byte) Session.SSH_MSG_CHANNEL_WINDOW_ADJUST);
    buffer.putInt(channel.getRecipient());
    buffer.putInt(length);
    try {
      synchronized (channel) {
        if (!channel.close) {
          channel.getSession().write(packet);
        }
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the connection is gone", e);
    }
  }
}
