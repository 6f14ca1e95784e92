package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.yaml.YamlTemplates;
import java.nio.charset.StandardCharsets;

/**
 * Any bytes as a YAML file: they give a template that can be written and read again, or an {@link
 * InvalidTemplateException} that is short.
 */
public final class YamlTarget {

  private static final String SOURCE = "fuzzed.yaml";
  private static final int LONGEST_MESSAGE = 2_000;

  private YamlTarget() {}

  /** Takes the bytes as the content of the file. */
  public static void fuzzerTestOneInput(byte[] input) {
    Bounds.keptBy(() -> check(input), input.length);
  }

  /** For measurements. */
  static void read(byte[] yaml) {
    try {
      Promise.isTrue(!YamlTemplates.parse(yaml, SOURCE).id().isEmpty(), "a template has an id");
    } catch (InvalidTemplateException refused) {
      Promise.isTrue(refused.path().startsWith(SOURCE), "a refusal names the file");
    }
  }

  private static void check(byte[] yaml) {
    TemplateSpec spec;
    try {
      spec = YamlTemplates.parse(yaml, SOURCE);
    } catch (InvalidTemplateException refused) {
      Promise.isTrue(refused.path().startsWith(SOURCE), "a refusal names the file");
      Promise.isTrue(
          refused.getMessage().length() < LONGEST_MESSAGE, "a refusal does not quote the file");
      return;
    }
    String formatted = YamlTemplates.format(spec);
    TemplateSpec again = YamlTemplates.parse(formatted.getBytes(StandardCharsets.UTF_8), SOURCE);
    Promise.areEqual(spec, again, "what was read can be written and read again");
    Promise.areEqual(formatted, YamlTemplates.format(again), "equal templates, equal files");
  }
}
