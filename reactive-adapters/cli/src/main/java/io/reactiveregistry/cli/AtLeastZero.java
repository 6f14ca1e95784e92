package io.reactiveregistry.cli;

import picocli.CommandLine.ITypeConverter;

/** Revisions, which are counted from 1; 0 stands for what was before the first. */
final class AtLeastZero implements ITypeConverter<Long> {

  @Override
  public Long convert(String text) {
    return WholeNumber.parse(text, 0, Long.MAX_VALUE);
  }
}
