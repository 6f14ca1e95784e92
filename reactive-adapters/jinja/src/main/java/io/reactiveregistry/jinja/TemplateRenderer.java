package io.reactiveregistry.jinja;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidInputException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.RenderingException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Fills templates in: takes a template of the registry and its inputs, and gives the text.
 *
 * <p>The dialect is that of Jinja2, for which the templates of the Python original were written,
 * and a filter {@code yaml}; {@code docs/RENDERING.md} says what it has and where it differs. A
 * template is compiled once and kept. It runs in a sandbox: it sees copies of its inputs and what
 * it makes of them, and reaches no class, file, method or other template. And it runs within
 * limits: whatever a template does, it ends with a text or an error.
 *
 * <p>Thread-safe; one serves an application. {@link #close} ends its threads.
 */
public final class TemplateRenderer implements AutoCloseable {

  /** What errors call a text that has no id. */
  private static final String ANONYMOUS = "text";

  private static final String NAME = "the template renderer";
  private static final String QUEUE = "rendering";

  private final TemplateEvaluation evaluation;
  private final Scheduler scheduler;
  private final int capacity;
  private final int queueCapacity;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Mono<Void> closing;

  TemplateRenderer(TemplateRendererBuilder options) {
    this.evaluation = options.evaluation();
    this.queueCapacity = options.queueCapacity();
    this.capacity = options.threads() + queueCapacity;
    Scheduler borrowed = options.scheduler();
    this.scheduler = borrowed == null ? options.newScheduler() : borrowed;
    this.closing = borrowed == null ? scheduler.disposeGracefully().cache() : Mono.empty();
  }

  /** A renderer with the default options. */
  public static TemplateRenderer create() {
    return builder().build();
  }

  /** Starts with the default options. */
  public static TemplateRendererBuilder builder() {
    return new TemplateRendererBuilder();
  }

  /**
   * Fills in a template.
   *
   * <p>At subscription the inputs are brought into the types that the template declares ({@link
   * TemplateSpec#coerceInputs}) and copied, on the subscribing thread; the caller may change them
   * afterwards. Inputs that the template does not declare are dropped. Then a thread of the
   * renderer evaluates the template and emits the text. Each subscription is a rendering of its
   * own.
   *
   * <p>Cancelling removes a rendering that waits, and ends one that is under way within
   * microseconds.
   *
   * @return the text; or one of these errors: {@link InvalidInputException} for an input that is
   *     missing, of the wrong type, or holds an object that templates cannot use; {@link
   *     RenderingException} for a template that is malformed, fails, or exceeds a limit; {@link
   *     OverloadedException}, the only one for which a retry can help, when too many renderings
   *     wait ({@link TemplateRendererBuilder#queueCapacity}); {@link RegistryClosedException} after
   *     {@link #close}
   */
  public Mono<String> render(TemplateSpec spec, Map<String, ? extends @Nullable Object> inputs) {
    return Mono.defer(() -> rendering(spec, inputs));
  }

  private Mono<String> rendering(
      TemplateSpec spec, Map<String, ? extends @Nullable Object> inputs) {
    if (closed.get()) {
      return Mono.error(closedError());
    }
    Map<String, @Nullable Object> values = InputValues.of(spec, inputs);
    if (accepted.incrementAndGet() > capacity) {
      accepted.decrementAndGet();
      return Mono.error(overloaded());
    }
    AtomicBoolean cancelled = new AtomicBoolean();
    return Mono.fromCallable(() -> unlessCancelled(spec, values, cancelled))
        .subscribeOn(scheduler)
        .onErrorMap(
            RejectedExecutionException.class, e -> closed.get() ? closedError() : overloaded())
        .doOnCancel(() -> cancelled.set(true))
        .doFinally(signal -> accepted.decrementAndGet());
  }

  /** Null, which is no value, for a rendering that nobody waits for. */
  private @Nullable String unlessCancelled(
      TemplateSpec spec, Map<String, @Nullable Object> values, AtomicBoolean cancelled) {
    try {
      return evaluation.render(spec, values, cancelled::get);
    } catch (RenderingException e) {
      if (cancelled.get()) {
        return null;
      }
      throw e;
    }
  }

  /**
   * Fills in a template in the calling thread, for interfaces that are not reactive. It takes up to
   * the time limit, so it must not be called on an event loop. All limits hold but that of the
   * queue.
   *
   * @throws RegistryException as {@link #render} signals it
   */
  public String renderOnCallingThread(
      TemplateSpec spec, Map<String, ? extends @Nullable Object> inputs) {
    if (closed.get()) {
      throw closedError();
    }
    return evaluation.render(spec, InputValues.of(spec, inputs), () -> false);
  }

  /**
   * Fills in a text that is no template of the registry, in the calling thread. It declares no
   * inputs, so those that are given are used as they are. Otherwise as {@link
   * #renderOnCallingThread(TemplateSpec, Map)}.
   *
   * @throws RegistryException as {@link #render} signals it; the template is called {@value
   *     #ANONYMOUS}
   */
  public String renderOnCallingThread(String text, Map<String, ? extends @Nullable Object> inputs) {
    if (closed.get()) {
      throw closedError();
    }
    TemplateSpec anonymous = TemplateSpec.builder(ANONYMOUS).template(text).build();
    return evaluation.render(anonymous, InputValues.undeclared(anonymous, inputs), () -> false);
  }

  private OverloadedException overloaded() {
    return new OverloadedException(QUEUE, queueCapacity, "queueCapacity");
  }

  private static RegistryClosedException closedError() {
    return new RegistryClosedException(NAME);
  }

  /**
   * Refuses new renderings at once, and completes when those that were accepted have ended and the
   * threads with them. A borrowed scheduler is left alone, and nothing is waited for. Completes for
   * every subscriber.
   */
  public Mono<Void> closeAsync() {
    return Mono.defer(
        () -> {
          closed.set(true);
          return closing;
        });
  }

  /** As {@link #closeAsync}, blocking until it is done: at most as long as what was accepted. */
  @Override
  public void close() {
    closeAsync().block();
  }
}
