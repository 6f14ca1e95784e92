package io.reactiveregistry.reliability.load;

import io.reactiveregistry.TemplateSpec;

/** Templates that tell which write they are from, and whether all of them is there. */
final class Templates {

  /** How many versions of a template there are; each write replaces the oldest one. */
  static final int VERSIONS = 3;

  private Templates() {}

  /**
   * A template whose text is its id, the number of the write and filling.
   *
   * @param serial the number of the write, above 0
   * @param length how long the filling is
   */
  static TemplateSpec of(String id, long serial, int length) {
    String head = "%s#%d#%d#".formatted(id, serial, length);
    return TemplateSpec.builder(id)
        .version("1." + serial % VERSIONS)
        .template(head + filling(serial).repeat(length))
        .build();
  }

  /**
   * The number of the write that a template is from.
   *
   * @throws IllegalStateException when it is none of ours, or not all of one
   */
  static long serial(TemplateSpec spec) {
    String[] parts = spec.template().split("#", 4);
    if (parts.length == 4) {
      long serial = Long.parseLong(parts[1]);
      if (spec.equals(of(spec.id(), serial, Integer.parseInt(parts[2])))) {
        return serial;
      }
    }
    throw new IllegalStateException("what was loaded as %s was never saved".formatted(spec.id()));
  }

  private static String filling(long serial) {
    return Character.toString((char) ('a' + serial % 26));
  }
}
