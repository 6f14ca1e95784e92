package io.reactiveregistry.benchmarks;

import com.hubspot.jinjava.Jinjava;
import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.jinja.TemplateRenderer;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.vault.Vault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Filling templates in: compiled once or each time, and at the end of a pipeline. */
final class RenderingBenchmark implements AutoCloseable {

  private static final String RENDERING = "rendering a template";
  private static final String COMPILED = "compiled once";
  private static final String EACH_TIME = "compiled each time";
  private static final String JINJAVA = "Jinjava.render, which compiles each time";
  private static final String PIPELINE = "pipeline of load, coerce, render";
  private static final String LOAD = "the load from the Vault";
  private static final String COERCE = "coercing the inputs";
  private static final String RENDER = "rendering, coercing included";
  private static final int LOADS_PER_COMPILATION = 20;

  /** How many of each take about as long, so that a turn of each is long enough to be compiled. */
  private static final int RENDERINGS_PER_COMPILATION = 10;

  private static final int STEPS_PER_COMPILATION = 50;
  private static final int COMPILATIONS_PER_JINJAVA = 5;

  private static final TemplateSpec TEMPLATE =
      TemplateSpec.builder("support/answer")
          .template(
              """
              You answer questions of customers of {{ shop }}. Be brief, be kind.
              {% if language != "English" %}Answer in {{ language }}.{% endif %}
              {% for article in articles %}
              {{ loop.index }}. {{ article|trim|title }}{% if not loop.last %},{% endif %}
              {%- endfor %}

              Question: {{ question|default("none", true)|trim }}
              Metadata: {{ customer|tojson }}
              """)
          .input("shop", InputSpec.required(InputType.STRING))
          .input("language", InputSpec.optional(InputType.STRING, "English"))
          .input("articles", InputSpec.required(InputType.STRING_ARRAY))
          .input("question", InputSpec.required(InputType.STRING))
          .input("customer", InputSpec.required(InputType.OBJECT))
          .build();

  private static final Map<String, Object> INPUTS =
      Map.of(
          "shop", "Pears and more",
          "language", "French",
          "articles", List.of("how to return a pear", "opening hours", "delivery "),
          "question", "May I return a pear that I have bitten into? ",
          "customer", Map.of("name", "Ada", "since", 2019, "vip", true));

  private final Setting setting;
  private final int compilations;
  private final Vault vault;
  private final TemplateRenderer renderer = TemplateRenderer.create();
  private final TemplateRenderer compiling = TemplateRenderer.builder().cachingDisabled().build();
  private final Jinjava jinjava = new Jinjava();

  /** Puts the template into a Vault. */
  RenderingBenchmark(Setting setting) throws IOException {
    this.setting = setting;
    this.compilations =
        Math.max(
            COMPILATIONS_PER_JINJAVA, setting.scale().caching().loads() / LOADS_PER_COMPILATION);
    this.vault =
        Vault.over(LmdbRegistry.builder(setting.directory().create("rendering")).open()).build();
    vault.save(TEMPLATE).then(vault.load(TEMPLATE.id())).block();
  }

  void run(Results results) throws Exception {
    Measurements compiled =
        setting
            .comparison()
            .run(
                RENDERING,
                List.of(
                    rendering(COMPILED, () -> renderer.renderOnCallingThread(TEMPLATE, INPUTS)),
                    new Repeated(
                        EACH_TIME,
                        compilations,
                        () -> compiling.renderOnCallingThread(TEMPLATE, INPUTS)),
                    new Repeated(
                        JINJAVA,
                        compilations / COMPILATIONS_PER_JINJAVA,
                        () -> jinjava.render(TEMPLATE.template(), INPUTS))));
    results.add(compiled.ratio(RENDERING, COMPILED, EACH_TIME, Bar.RENDERING_OVER_COMPILING));
    results.add(compiled.ratio(RENDERING, COMPILED, JINJAVA, null));
    results.add(compiled);

    Measurements steps =
        setting
            .comparison()
            .run(
                PIPELINE,
                List.of(
                    rendering(PIPELINE, this::pipeline),
                    step(LOAD, this::load),
                    step(COERCE, () -> TEMPLATE.coerceInputs(INPUTS)),
                    rendering(RENDER, () -> renderer.renderOnCallingThread(TEMPLATE, INPUTS))));
    for (String step : List.of(LOAD, COERCE, RENDER)) {
      // The ratio of the throughputs is the ratio of the times the other way round: the share.
      results.add(steps.ratio("pipeline, share of " + step, PIPELINE, step, null));
    }
    results.add(steps);
  }

  private Object load() {
    return Objects.requireNonNull(vault.load(TEMPLATE.id()).block());
  }

  private Object pipeline() {
    return Objects.requireNonNull(
        vault
            .load(TEMPLATE.id())
            .flatMap(spec -> Mono.just(renderer.renderOnCallingThread(spec, INPUTS)))
            .block());
  }

  private Contender rendering(String name, Work work) {
    return new Repeated(name, compilations * RENDERINGS_PER_COMPILATION, work);
  }

  private Contender step(String name, Work work) {
    return new Repeated(name, compilations * STEPS_PER_COMPILATION, work);
  }

  @Override
  public void close() {
    renderer.close();
    compiling.close();
    vault.close();
  }

  /** Something that is done again and again. */
  private interface Work {
    Object run();
  }

  /** Does it as often as it says, and uses what comes of it. */
  private record Repeated(String name, int operations, Work work) implements Contender {

    @Override
    public void run(int round) {
      long done = 0;
      for (int index = 0; index < operations; index++) {
        done += work.run().hashCode() == 0 ? 2 : 1;
      }
      Completeness.require(operations, Math.min(done, operations));
    }
  }
}
