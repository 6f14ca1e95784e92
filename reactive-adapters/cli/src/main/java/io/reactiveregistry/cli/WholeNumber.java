package io.reactiveregistry.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers of options, in the digits of ASCII; Java takes a sign and other scripts, too. */
final class WholeNumber {

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private WholeNumber() {}

  /**
   * @throws TypeConversionException when it is none, or out of range
   */
  static long parse(String text, long least, long most) {
    try {
      if (DIGITS.matcher(text).matches()) {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      }
    } catch (NumberFormatException e) {
      // More than fits is as wrong as a number too small.
    }
    throw new TypeConversionException(
        String.format(Locale.ROOT, "'%s' is not a whole number from %d to %d", text, least, most));
  }
}
