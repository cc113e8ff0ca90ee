package org.duplexsync.headless;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Sends to a Unix datagram socket, which Java's own channels can't; so the C library is called.
 * Nothing is told of failures: whoever listens may have gone, and that changes nothing here.
 */
final class DatagramSocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;
  private static final int MSG_NOSIGNAL_DONTWAIT = 0x4000 | 0x40;
  private static final int LONGEST_NAME = 108;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SENDTO =
      call("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);

  private final String name;

  /**
   * @param name a path, or {@code @} and an abstract name
   */
  DatagramSocket(String name) {
    this.name = name;
  }

  @SuppressWarnings("restricted") // the program is started with native access enabled
  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  void send(String message) {
    byte[] address = name.getBytes(UTF_8);
    if (address.length >= LONGEST_NAME) {
      return;
    }
    if (name.startsWith("@")) {
      address[0] = 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = arena.allocate(Short.BYTES + LONGEST_NAME);
      to.set(JAVA_SHORT_UNALIGNED, 0, (short) AF_UNIX);
      MemorySegment.copy(address, 0, to, JAVA_BYTE, Short.BYTES, address.length);
      byte[] text = message.getBytes(UTF_8);
      MemorySegment body = arena.allocateFrom(JAVA_BYTE, text);
      int socket = (int) SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      if (socket >= 0) {
        // a path ends with a NUL that counts; an abstract name is exactly its length
        int length = Short.BYTES + address.length + (name.startsWith("@") ? 0 : 1);
        long _ =
            (long)
                SENDTO.invokeExact(
                    socket, body, (long) text.length, MSG_NOSIGNAL_DONTWAIT, to, length);
        int _ = (int) CLOSE.invokeExact(socket);
      }
    } catch (Throwable e) {
      throw new IllegalStateException("the C library could not be called", e);
    }
  }
}
