package org.duplexsync.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what broken JSON usually means. */
final class SyntaxHint {
  private static final Pattern UNEXPECTED = Pattern.compile("(?s)Unexpected character \\('(.)'.*");

  private SyntaxHint() {}

  static String of(String jackson) {
    Matcher unexpected = UNEXPECTED.matcher(jackson);
    if (unexpected.matches()) {
      return "unexpected "
          + unexpected.group(1)
          + ": "
          + hint(unexpected.group(1).charAt(0), jackson);
    }
    if (jackson.contains("Unexpected end-of-input") || jackson.contains("Unexpected end-of-inp")) {
      return "the file ends too early: a }, ] or \" is missing";
    }
    if (jackson.contains("Illegal unquoted character")) {
      return "a text can't hold a line break or tab; write \\n or \\t, or close it with \"";
    }
    if (jackson.contains("nesting depth")) {
      return "too many { or [ inside one another; a job has no more than five";
    }
    return "is no JSON: " + jackson.lines().findFirst().orElse("");
  }

  private static String hint(char c, String jackson) {
    if (c == '/' || c == '#') {
      return "JSON has no comments; delete it";
    }
    if (c == '\'' || c == '\u201c' || c == '\u201d') {
      return "texts and keys stand between straight double quotes \"";
    }
    if (c == '}' || c == ']') {
      return "delete the comma before it, or write the value that is missing";
    }
    if (c == ',') {
      return "one comma too many, or a value is missing before it";
    }
    if (jackson.contains("comma")) {
      return "write a comma before it";
    }
    if (jackson.contains("colon")) {
      return "write a colon between key and value";
    }
    if (jackson.contains("double-quote to start")) {
      return "keys stand between double quotes \"";
    }
    return "no value of JSON begins like this";
  }
}
