package io.reactiveregistry.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of things, of which there must be one at least. */
final class AtLeastOne implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Not a number is as wrong as a number too small.
    }
    throw new TypeConversionException(
        "'%s' is not a whole number from 1 to %d".formatted(text, Integer.MAX_VALUE));
  }
}
