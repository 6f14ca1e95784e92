package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.codec.TemplateEncoder;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.reliability.record.SealedRecord;

/**
 * Any bytes as the record of a template: they give a template that survives being stored, or a
 * {@link CorruptTemplateException}.
 */
public final class RecordTarget {

  private static final String ID = "a";
  private static final int LONGEST_MESSAGE = 1_000;
  private static final TemplateDecoder DECODER = new TemplateDecoder();

  private RecordTarget() {}

  /** Takes the bytes as they are, and with a right checksum, without which few get far. */
  public static void fuzzerTestOneInput(byte[] input) {
    Bounds.keptBy(
        () -> {
          check(input, false);
          check(SealedRecord.of(input), true);
        },
        2 * input.length);
  }

  private static void check(byte[] record, boolean isSealed) {
    String version = DECODER.versionOf(record, 0, record.length);
    TemplateSpec spec;
    try {
      spec = decode(record);
    } catch (CorruptTemplateException refused) {
      Promise.isTrue(!refused.reason().isBlank(), "a refusal has a reason");
      Promise.isTrue(
          refused.getMessage().length() < LONGEST_MESSAGE, "a refusal does not quote the record");
      if (!isSealed && !refused.reason().contains("another template")) {
        Promise.areEqual(null, version, "what is no template has no version");
      }
      return;
    }
    Promise.areEqual(spec.version(), version, "the version alone is that of the template");
    Promise.areEqual(
        spec, decode(TemplateEncoder.encode(spec)), "what was read can be stored and read again");
  }

  /** For measurements. */
  static void read(byte[] record) {
    Promise.areEqual(ID, decode(record).id(), "a record is that of its id");
  }

  private static TemplateSpec decode(byte[] record) {
    return DECODER.decode(ID, record, 0, record.length);
  }
}
