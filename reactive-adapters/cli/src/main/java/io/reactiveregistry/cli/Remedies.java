package io.reactiveregistry.cli;

import java.util.regex.Pattern;

/**
 * What the libraries advise, as far as it can be followed in a shell: this program has no options
 * for the limits of a store or of a tree of files.
 */
final class Remedies {

  /**
   * As errors end for which there is an option. What they quote has at least a quotation mark
   * behind it, so that it is left as it is, whatever it says.
   */
  private static final Pattern OPTION_OF_JAVA =
      Pattern.compile(
          "(?<=; (?:shorten it|retry after a pause|delete templates)), or raise [a-zA-Z]+\\z");

  private Remedies() {}

  static String inShell(String text) {
    return OPTION_OF_JAVA.matcher(text).replaceFirst("");
  }
}
