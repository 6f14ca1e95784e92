package io.reactiveregistry.cli;

import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.InvalidTemplateException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Content hashes that a template is expected to have. */
final class HashCondition implements ITypeConverter<WriteCondition> {

  @Override
  public WriteCondition convert(String text) {
    try {
      return WriteCondition.contentHash(text);
    } catch (InvalidTemplateException e) {
      throw new TypeConversionException(e.reason());
    }
  }
}
