package com.jcraft.jsch;

/**
 * Sends a signal to a channel's command, if the channel is still open. JSch's own {@link
 * Channel#sendSignal} may send it after the channel's close, and OpenSSH then ends the whole
 * connection ("unknown channel"); the flag that tells can be seen only from this package.
 */
public final class SafeSignal {
  private SafeSignal() {}

  /** Waits for no answer. By the name of RFC 4254, such as {@code HUP}. */
  public static void send(Channel channel, String signal) throws Exception {
    Buffer buffer = new Buffer(256);
    Packet packet = new Packet(buffer);
    packet.reset();
    buffer.putByte((byte) Session.SSH_MSG_CHANNEL_REQUEST);
    buffer.putInt(channel.getRecipient());
    buffer.putString(Util.str2byte("signal"));
    buffer.putByte((byte) 0);
    buffer.putString(Util.str2byte(signal));
    // the close is sent under the same lock, after its flag was set
    synchronized (channel) {
      if (!channel.close) {
        channel.getSession().write(packet);
      }
    }
  }
}
