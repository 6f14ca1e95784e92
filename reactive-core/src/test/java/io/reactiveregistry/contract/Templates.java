package io.reactiveregistry.contract;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Templates to save in tests. */
public final class Templates {

  private Templates() {}

  /** A small template in the default version. */
  public static TemplateSpec template(String id) {
    return template(id, TemplateSpec.DEFAULT_VERSION);
  }

  /** A small template; its text names its version. */
  public static TemplateSpec template(String id, String version) {
    return template(id, version, "Body of %s in version %s".formatted(id, version));
  }

  /** A template with this text. */
  public static TemplateSpec template(String id, String version, String text) {
    return TemplateSpec.builder(id).version(version).template(text).build();
  }

  /** A template in the versions 1.0.0 and 2.0.0, the second of which is current once saved. */
  public static TemplateSpec[] twoVersions(String id) {
    return new TemplateSpec[] {template(id, "1.0.0"), template(id, "2.0.0")};
  }

  /** As many small templates, named so that they are in the order of their ids. */
  public static List<TemplateSpec> templates(int count) {
    return IntStream.range(0, count).mapToObj("t%06d"::formatted).map(Templates::template).toList();
  }

  /** A template that uses everything there is, with keys in an order of the author's own. */
  public static TemplateSpec richTemplate(String id) {
    Map<String, @Nullable Object> awkward = new LinkedHashMap<>();
    awkward.put("null", null);
    awkward.put("yes", "yes");
    awkward.put("017", "017");
    awkward.put("~", "~");
    awkward.put("", "");
    awkward.put("1.0", "1.0");
    awkward.put("2026-01-31", "2026-01-31");
    awkward.put("a: b # c", "- a: b # c");
    awkward.put("\uD83D\uDE80", " both ends blank ");
    return TemplateSpec.builder(id)
        .version("1.2.3-rc.1+build.5")
        .description("Says hello: \"politely\", and\nin two lines")
        .template(
            "  Dear {{ name }},\r\n\t\u00FCber \uD83D\uDE80 {% if formal %}...{% endif %}\n\n")
        .input("name", InputSpec.required(InputType.STRING))
        .input("tone", new InputSpec(InputType.STRING, false, "no", "How it sounds"))
        .input("count", InputSpec.optional(InputType.NUMBER, 3L))
        .input("ratio", InputSpec.optional(InputType.NUMBER, 1.0))
        .input("formal", InputSpec.optional(InputType.BOOLEAN, false))
        .input("cc", InputSpec.optional(InputType.STRING_ARRAY, List.of("a", "", "null")))
        .input("account", InputSpec.optional(InputType.OBJECT, Map.of("tier", "gold")))
        .input("absent", InputSpec.optional(InputType.OBJECT, null))
        .metadata("zeta", 1L)
        .metadata("alpha", Arrays.asList(null, true, Long.MIN_VALUE, Long.MAX_VALUE, List.of()))
        .metadata("numbers", List.of(0.1, -0.0, 1.0, 1e300, Double.MIN_VALUE, 0L, -1L))
        .metadata("awkward", awkward)
        .metadata("nothing", null)
        .metadata("empty", Map.of())
        .build();
  }
}
