package io.reactiveregistry.examples.pipeline;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.jinja.TemplateRenderer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Makes a prompt of each event and has a model answer it.
 *
 * <pre>
 *   line -> event -> template (Vault) -> prompt (renderer) -> answer (model, over HTTP) -> result
 * </pre>
 *
 * <p><b>Emits:</b> one result for each line that is not blank, as they are ready, not in the order
 * of the lines. What goes wrong with one event is its result, and the others go on.
 * <b>Backpressure:</b> at most {@code concurrency} events are between the source and the sink; as
 * long as the sink takes no result, the source is asked for nothing more. <b>Context:</b> the id of
 * an event is in the Context of everything done for it, under {@link Correlation#KEY}; what the
 * subscriber has in its own Context is there, too. <b>Cancellation:</b> cancels the source and what
 * is under way.
 */
final class PromptPipeline {

  private final ReactiveRegistry templates;
  private final TemplateRenderer renderer;
  private final Model model;
  private final int concurrency;
  private final Statistics statistics;
  private final Retry whenOverloaded;

  /**
   * @param concurrency how many events are under way at once
   */
  PromptPipeline(
      ReactiveRegistry templates,
      TemplateRenderer renderer,
      Model model,
      int concurrency,
      Statistics statistics) {
    this.templates = templates;
    this.renderer = renderer;
    this.model = model;
    this.concurrency = concurrency;
    this.statistics = statistics;
    this.whenOverloaded = Overload.retry(statistics::retried);
  }

  /** The results of these lines, each of which is an event in JSON. */
  Flux<Result> process(Flux<String> lines) {
    return lines
        .index()
        .filter(line -> !line.getT2().isBlank())
        .flatMap(line -> answer(line.getT2(), line.getT1() + 1), concurrency, 1)
        .doOnNext(statistics::ended);
  }

  private Mono<Result> answer(String line, long number) {
    return Mono.fromCallable(() -> Event.parse(line))
        .flatMap(this::answer)
        .onErrorResume(error -> Mono.just(Result.failed("line " + number, error)));
  }

  private Mono<Result> answer(Event event) {
    return load(event.template())
        .flatMap(template -> render(template, event))
        .flatMap(this::ask)
        .map(Result::answered)
        .onErrorResume(error -> Correlation.current().map(id -> Result.failed(id, error)))
        .contextWrite(Correlation.of(event.id()));
  }

  private Mono<TemplateSpec> load(String id) {
    return statistics.time(Step.LOAD, templates.load(id).retryWhen(whenOverloaded));
  }

  private Mono<String> render(TemplateSpec template, Event event) {
    return statistics.time(
        Step.RENDER, renderer.render(template, event.inputs()).retryWhen(whenOverloaded));
  }

  private Mono<Answer> ask(String prompt) {
    return statistics.time(Step.MODEL, model.complete(prompt));
  }
}
