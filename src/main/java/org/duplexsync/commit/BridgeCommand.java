package org.duplexsync.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The commands of both ends of a bridge. The client runs where the content is, so that the other
 * end can't ask for anything but what was named here. What the client would have its remote shell
 * start is only compared with what is expected; the server's command is put together here. From the
 * client's words nothing is taken over but which of rsync's known protocol capabilities it has (the
 * letters after {@code e.}, which depend on its version; see compat.c in rsync's source).
 *
 * @param root of the source on the client's end; {@code temp} its temp dir
 * @param basis the target's root, whose files are the basis of deltas
 * @param staging the directory on the server's end that is written to
 */
record BridgeCommand(
    byte[] root, byte[] temp, byte[] basis, byte[] staging, boolean compress, String mark) {
  private static final String CAPABILITIES = "iLsfxCIvu";
  private static final int MOST_WORDS = 64;

  /** Joins rsync's pipes with the channel, whose ends are descriptors 3 and 4. */
  private static final String REMOTE_SHELL =
      "printf \"%s\\0\" \"$DUPLEX_MARK\" \"$#\" \"$@\" >&4; exec 5<&0; cat <&5 >&4 & p=$!;"
          + " cat <&3; kill $p 2>/dev/null; exit 0";

  private String letters() {
    return compress ? "IRSpz" : "IRSp";
  }

  /**
   * @param list how long the list of files is that comes first on standard input
   */
  byte[] client(long list) {
    return new Sh()
        .raw(
            "LC_ALL=C; export LC_ALL; umask 077; unset RSYNC_ICONV RSYNC_PROTECT_ARGS RSYNC_OLD_ARGS; cd ")
        .word(root)
        .raw(" || exit 97; exec 3<&0 4>&1; t=$(mktemp ")
        .word(temp)
        .raw(
            "/s-XXXXXXXXXX) || exit 98; head -c "
                + list
                + " <&3 >\"$t\"; exec 6<\"$t\"; rm -f \"$t\"; ")
        .raw("DUPLEX_MARK=")
        .word(mark)
        .raw("; DUPLEX_RSH=")
        .word(REMOTE_SHELL)
        .raw("; export DUPLEX_MARK DUPLEX_RSH; rsync -e ")
        .word("sh -c 'eval \"$DUPLEX_RSH\"' duplex")
        .raw(" -" + letters() + " --chmod=Fu=rw,Fgo= --no-implied-dirs --from0 --files-from=-")
        .raw(" --compare-dest=")
        .word(basis)
        .raw(" ./ x:")
        .word(staging)
        .raw(" <&6 >&2")
        .script();
  }

  byte[] server(String capabilities) {
    return new Sh()
        .raw("LC_ALL=C; export LC_ALL; umask 077; printf \"%s\\0\" ")
        .word(mark)
        .raw("; exec rsync --server -" + letters() + "e." + capabilities + " --compare-dest ")
        .word(basis)
        .raw(" --no-implied-dirs . ")
        .word(staging)
        .script();
  }

  /**
   * What the client can do, if it would start what is expected.
   *
   * @return null on any difference
   */
  @Nullable String capabilities(List<byte[]> words) {
    if (words.size() > MOST_WORDS || words.size() < 7) {
      return null;
    }
    List<byte[]> rest = new ArrayList<>(words);
    boolean framed =
        is(rest.removeFirst(), "x")
            && is(rest.removeFirst(), "rsync")
            && is(rest.removeFirst(), "--server")
            && means(rest.removeLast(), staging)
            && is(rest.removeLast(), ".");
    if (!framed) {
      return null;
    }
    String found = null;
    boolean compared = false;
    for (int i = 0; i < rest.size(); i++) {
      byte[] word = rest.get(i);
      if (is(word, "--compare-dest") && i + 1 < rest.size()) {
        compared = means(rest.get(++i), basis);
      } else if (word.length > 1 && word[0] == '-' && word[1] != '-' && found == null) {
        found = cluster(new String(word, UTF_8));
        if (found == null) {
          return null;
        }
      } else if (!is(word, "--no-implied-dirs")) {
        return null;
      }
    }
    return compared ? found : null;
  }

  /** Of {@code -pIRSze.LsfxCIvu} the part after the dot, if all of it is known. */
  private @Nullable String cluster(String word) {
    int e = word.indexOf('e');
    int dot = word.indexOf('.', Math.max(e, 0));
    if (e < 0 || dot != e + 1 || !sorted(word.substring(1, e)).equals(sorted(letters()))) {
      return null;
    }
    StringBuilder known = new StringBuilder();
    for (char c : word.substring(dot + 1).toCharArray()) {
      if (CAPABILITIES.indexOf(c) < 0 || known.indexOf(String.valueOf(c)) >= 0) {
        return null;
      }
      known.append(c);
    }
    return known.toString();
  }

  private static String sorted(String letters) {
    TreeSet<Character> all = new TreeSet<>();
    letters.chars().forEach(c -> all.add((char) c));
    return all.size() == letters.length() ? all.toString() : letters;
  }

  /** From 3.2.4 on rsync escapes for the remote shell what it takes for special there. */
  private static boolean means(byte[] word, byte[] expected) {
    return Arrays.equals(word, expected) || Arrays.equals(unescaped(word), expected);
  }

  private static byte[] unescaped(byte[] word) {
    byte[] plain = new byte[word.length];
    int length = 0;
    for (int i = 0; i < word.length; i++) {
      i += word[i] == '\\' && i + 1 < word.length ? 1 : 0;
      plain[length++] = word[i];
    }
    return Arrays.copyOf(plain, length);
  }

  private static boolean is(byte[] word, String text) {
    return Arrays.equals(word, text.getBytes(UTF_8));
  }
}
