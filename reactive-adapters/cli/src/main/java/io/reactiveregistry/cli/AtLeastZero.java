package io.reactiveregistry.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Revisions, which are counted from 1; 0 stands for what was before the first. */
final class AtLeastZero implements ITypeConverter<Long> {

  @Override
  public Long convert(String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Not a number is as wrong as a number too small.
    }
    throw new TypeConversionException(
        "'%s' is not a whole number from 0 to %d".formatted(text, Long.MAX_VALUE));
  }
}
