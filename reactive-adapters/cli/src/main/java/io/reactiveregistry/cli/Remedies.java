package io.reactiveregistry.cli;

import java.util.regex.Pattern;

/**
 * What the libraries advise, as far as it can be followed in a shell: this program has no options
 * for the limits of a store or of a tree of files.
 */
final class Remedies {

  private static final Pattern OPTION_OF_JAVA =
      Pattern.compile(",? or raise [a-z]+(?:[A-Z][a-z]+)+");

  private Remedies() {}

  static String inShell(String text) {
    return OPTION_OF_JAVA.matcher(text).replaceAll("");
  }
}
