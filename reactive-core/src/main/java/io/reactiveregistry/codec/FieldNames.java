package io.reactiveregistry.codec;

/** The names of a record's fields, in the order in which they are written. */
final class FieldNames {

  static final String ID = "id";
  static final String VERSION = "version";
  static final String DESCRIPTION = "description";
  static final String TEMPLATE = "template";
  static final String INPUTS = "inputs";
  static final String METADATA = "metadata";

  /** How many fields a record has besides the checksum. */
  static final int COUNT = 6;

  static final String INPUT_TYPE = "type";
  static final String INPUT_REQUIRED = "required";
  static final String INPUT_DEFAULT = "default";
  static final String INPUT_DESCRIPTION = "description";

  private FieldNames() {}
}
