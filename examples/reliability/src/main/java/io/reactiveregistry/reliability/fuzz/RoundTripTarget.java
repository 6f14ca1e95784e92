package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.codec.TemplateEncoder;
import io.reactiveregistry.reliability.record.ForeignRecord;
import io.reactiveregistry.reliability.record.RandomTemplates;
import java.util.ArrayList;
import java.util.Arrays;

/** Any template comes back from its record as it was, in the same order and with the same hash. */
public final class RoundTripTarget {

  private static final TemplateDecoder DECODER = new TemplateDecoder();

  private RoundTripTarget() {}

  /** Takes the bytes as the choices of which a template is made. */
  public static void fuzzerTestOneInput(byte[] input) {
    TemplateSpec spec = new RandomTemplates(new ByteChoices(input)).next();
    byte[] record = TemplateEncoder.encode(spec);
    TemplateSpec decoded = DECODER.decode(spec.id(), record, 0, record.length);
    Promise.areEqual(spec, decoded, "a record gives the template");
    Promise.areEqual(spec.contentHash(), decoded.contentHash(), "the content hash is the same");
    Promise.areEqual(
        new ArrayList<>(spec.metadata().keySet()),
        new ArrayList<>(decoded.metadata().keySet()),
        "the keys keep their order");
    Promise.isTrue(
        Arrays.equals(record, TemplateEncoder.encode(decoded)), "equal templates, equal bytes");
    byte[] foreign = ForeignRecord.of(spec);
    Promise.areEqual(
        spec, DECODER.decode(spec.id(), foreign, 0, foreign.length), "so without a checksum");
    Promise.areEqual(
        spec.version(), DECODER.versionOf(foreign, 0, foreign.length), "so does its version");
  }
}
