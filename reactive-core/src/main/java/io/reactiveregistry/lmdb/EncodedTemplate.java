package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateEncoder;
import io.reactiveregistry.error.InvalidTemplateException;

/** A template as it will be stored, made on the caller's thread so that the writer only copies. */
final class EncodedTemplate {

  /** Headers of the objects that make one up. */
  private static final long OVERHEAD = 96;

  private final String id;
  private final String version;
  private final byte[] idKey;
  private final byte[] versionKey;
  private final byte[] record;

  private EncodedTemplate(TemplateSpec spec, byte[] record) {
    this.id = spec.id();
    this.version = spec.version();
    this.idKey = Keys.ofId(id);
    this.versionKey = Keys.ofVersion(id, version);
    this.record = record;
  }

  /**
   * @throws InvalidTemplateException when the record is greater than the store takes
   */
  static EncodedTemplate of(TemplateSpec spec, int maxRecordBytes) {
    byte[] record = TemplateEncoder.encode(spec);
    if (record.length > maxRecordBytes) {
      throw new InvalidTemplateException(
          "template",
          "'%s' takes %d bytes stored, at most %d are allowed; shorten it, or raise maxRecordBytes"
              .formatted(spec.id(), record.length, maxRecordBytes));
    }
    return new EncodedTemplate(spec, record);
  }

  String id() {
    return id;
  }

  String version() {
    return version;
  }

  byte[] idKey() {
    return idKey;
  }

  byte[] versionKey() {
    return versionKey;
  }

  byte[] record() {
    return record;
  }

  /**
   * How many bytes it takes in memory, roughly: texts that are the caller's own are not counted.
   */
  long bytes() {
    return OVERHEAD + record.length + idKey.length + versionKey.length;
  }
}
