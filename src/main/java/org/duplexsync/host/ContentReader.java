package org.duplexsync.host;

import java.util.List;
import org.duplexsync.model.Entry;
import org.jspecify.annotations.Nullable;

/** Takes the contents of files out of an answer and gives them to a sink. */
final class ContentReader {
  private final HelperHost host;
  private final Answer answer;
  private final List<Expected> files;
  private final int first;
  private final ContentSink sink;

  private int index;
  private @Nullable Entry begun;
  private long received;

  /**
   * @param first the index of the first of these files, as the sink counts
   */
  ContentReader(HelperHost host, Answer answer, List<Expected> files, int first, ContentSink sink) {
    this.host = host;
    this.answer = answer;
    this.files = files;
    this.first = first;
    this.sink = sink;
  }

  void readAll() throws HostException {
    boolean complete = false;
    try {
      while (!complete) {
        Answer.Part part = answer.next(Wire.PATIENCE);
        Take take = new Take(part.bytes(), host.names());
        while (!take.atEnd()) {
          record(take);
        }
        complete = part.last();
        if (!complete) {
          host.wire().grant(answer, part.bytes().length + 9L);
        }
      }
      if (index != files.size() || begun != null) {
        throw new WireException("contents were cut");
      }
    } catch (WireException e) {
      throw host.broken(e);
    } catch (TreeException e) {
      throw e.asHost();
    } finally {
      host.wire().done(answer, complete);
    }
  }

  private void record(Take take) throws HostException {
    int what = take.u8();
    if (take.u32() != index || index >= files.size()) {
      throw new WireException("contents out of order");
    }
    switch (what) {
      case 'B' -> begin(take);
      case 'D' -> data(take);
      case 'E' -> end(take);
      case 'X' -> failed(take);
      default -> throw new WireException("no such content: " + what);
    }
  }

  private void begin(Take take) throws HostException {
    Entry entry = take.entry();
    if (begun != null || !entry.isFile()) {
      throw new WireException("contents out of order");
    }
    begun = entry;
    received = 0;
    sink.begin(first + index, entry);
  }

  private void data(Take take) throws HostException {
    int length = take.count(1 << 20);
    int offset = take.skip(length);
    if (begun == null) {
      throw new WireException("contents out of order");
    }
    received += length;
    sink.data(first + index, take.array(), offset, length);
  }

  private void end(Take take) throws HostException {
    if (begun == null || received != begun.size()) {
      throw new WireException("a content of another length than it said");
    }
    sink.end(first + index, take.sha256());
    begun = null;
    index++;
  }

  private void failed(Take take) throws HostException {
    boolean drifted = take.flag();
    sink.failed(first + index, take.text(), drifted);
    begun = null;
    index++;
  }
}
