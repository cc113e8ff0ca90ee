package org.duplexsync.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A job with the text it was read from, so that writing it back changes only what changed. Reading
 * and writing are the two ends of one promise: what is written is read as an equal job.
 */
public final class JobFile {
  /** In bytes; a job of a hundred pairs has about 50,000. */
  static final int MAX_LENGTH = 1 << 20;

  private final Job job;
  private final String text;

  private JobFile(Job job, String text) {
    this.job = job;
    this.text = text;
  }

  /** A new file in the usual form, without what equals its default. */
  public static JobFile of(Job job) {
    return new JobFile(job, JsonText.render(JobJson.shortest(job), "") + "\n");
  }

  /**
   * @throws JobFileException with all that is wrong, also if there is no such file
   */
  public static JobFile read(Path file) throws JobFileException {
    Problems problems = new Problems(file.toString());
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_LENGTH + 1);
      return parse(file.toString(), bytes);
    } catch (NoSuchFileException e) {
      problems.add(Place.NONE, "", "there is no such file");
    } catch (IOException e) {
      problems.add(Place.NONE, "", "can't be read: " + reason(e));
    }
    problems.throwIfAny();
    throw new IllegalStateException("told");
  }

  /** That access was denied is all that such an exception says, by its type. */
  static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission denied; let this account read it"
        : String.valueOf(e.getMessage());
  }

  /**
   * @param name stands for the file in problems
   */
  public static JobFile parse(String name, byte[] bytes) throws JobFileException {
    Problems problems = new Problems(name);
    String text = decoded(bytes, problems);
    problems.throwIfAny();
    Json json = JsonReader.read(text, problems);
    return new JobFile(new JobParser(problems).parse(json), text);
  }

  public static JobFile parse(String name, String text) throws JobFileException {
    return parse(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(byte[] bytes, Problems problems) {
    if (bytes.length > MAX_LENGTH) {
      problems.add(Place.NONE, "", "has more than " + MAX_LENGTH + " bytes; that is no job file");
      return "";
    }
    if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
      problems.add(
          new Place(1, 1, 0, 0), "", "begins with a byte order mark; save it as UTF-8 without one");
      return "";
    }
    if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe)) {
      problems.add(new Place(1, 1, 0, 0), "", "is UTF-16; save it as UTF-8");
      return "";
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      String before = new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int column = before.length() - before.lastIndexOf('\n');
      problems.add(new Place(line, column, 0, 0), "", "is no UTF-8 here; save the file as UTF-8");
      return "";
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  public Job job() {
    return job;
  }

  public String text() {
    return text;
  }

  /** The same file with another job in it; what didn't change stays as it was written. */
  public JobFile with(Job changed) {
    if (changed.equals(job)) {
      return this;
    }
    Json written;
    try {
      written = JsonReader.read(text, new Problems(""));
    } catch (JobFileException e) {
      throw new IllegalStateException("was read before", e);
    }
    JsonEdit.Change change =
        new JsonEdit.Change(
            JobJson.complete(job), JobJson.complete(changed), JobJson.shortest(changed));
    String edited = new JsonEdit(text).edited(written, change);
    int start = written.place().start();
    return new JobFile(
        changed, text.substring(0, start) + edited + text.substring(written.place().end()));
  }

  /** Replaces the file at once or not at all; a link to it stays a link. */
  public void write(Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path staged = Files.createTempFile(target.getParent(), ".job", ".tmp");
    try {
      try (FileChannel out = FileChannel.open(staged, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        // or a loss of power may leave its name and nothing in it
        out.force(true);
      }
      if (Files.exists(target)) {
        Files.setPosixFilePermissions(staged, Files.getPosixFilePermissions(target));
      }
      Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(staged);
    }
  }
}
