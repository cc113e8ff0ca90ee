package org.duplexsync.ui.table;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javafx.scene.input.KeyEvent;

/** Letters typed one after the other, that lead to the next name that starts so. */
public final class TypeAhead {
  private static final Duration TYPING = Duration.ofMillis(900);

  /** Where to. */
  public interface Find {
    /**
     * @param onward look behind the row that is selected; else it may be the one itself
     */
    void find(String letters, boolean onward);
  }

  private final InstantSource clock;
  private final Find find;
  private String letters = "";
  private Instant typedAt = Instant.EPOCH;

  public TypeAhead(InstantSource clock, Find find) {
    this.clock = clock;
    this.find = find;
  }

  /** A handler for typed keys; what is no letter is left to others. */
  public void typed(KeyEvent event) {
    String character = event.getCharacter();
    if (character.length() != 1
        || character.charAt(0) <= ' '
        || event.isControlDown()
        || event.isAltDown()) {
      return;
    }
    Instant now = clock.instant();
    boolean fresh = Duration.between(typedAt, now).compareTo(TYPING) > 0;
    letters = fresh ? character : letters + character;
    typedAt = now;
    find.find(letters, fresh);
    event.consume();
  }
}
