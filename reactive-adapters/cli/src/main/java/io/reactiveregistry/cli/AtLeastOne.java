package io.reactiveregistry.cli;

import picocli.CommandLine.ITypeConverter;

/** Numbers of things, of which there must be one at least. */
final class AtLeastOne implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    return (int) WholeNumber.parse(text, 1, Integer.MAX_VALUE);
  }
}
