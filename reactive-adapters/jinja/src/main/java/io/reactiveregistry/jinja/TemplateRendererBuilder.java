package io.reactiveregistry.jinja;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The options of a renderer, made by {@link TemplateRenderer#builder}. Not thread-safe. */
public final class TemplateRendererBuilder {

  /** Default of {@link #maximumCachedTemplates}. */
  public static final long DEFAULT_MAXIMUM_CACHED_TEMPLATES = 1_000;

  /** Default of {@link #queueCapacity}. */
  public static final int DEFAULT_QUEUE_CAPACITY = 1_024;

  /** Default of {@link #maxTemplateCharacters}. */
  public static final int DEFAULT_MAX_TEMPLATE_CHARACTERS = 128 * 1024;

  /** Default of {@link #maxOutputCharacters}. */
  public static final int DEFAULT_MAX_OUTPUT_CHARACTERS = 1024 * 1024;

  /** Default of {@link #maxLoopIterations}. */
  public static final long DEFAULT_MAX_LOOP_ITERATIONS = 100_000;

  /** Default of {@link #maxNesting}. */
  public static final int DEFAULT_MAX_NESTING = 50;

  /** Default of {@link #maxCollectionElements}. */
  public static final int DEFAULT_MAX_COLLECTION_ELEMENTS = 100_000;

  /** Default of {@link #maxAllocatedBytes}. */
  public static final long DEFAULT_MAX_ALLOCATED_BYTES = 16L * 1024 * 1024;

  /** Default of {@link #timeLimit}. */
  public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(1);

  private static final int MOST_THREADS = 4;
  private static final int IDLE_SECONDS = 60;

  private long maximumCachedTemplates = DEFAULT_MAXIMUM_CACHED_TEMPLATES;
  private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  private int queueCapacity = DEFAULT_QUEUE_CAPACITY;
  private @Nullable Scheduler scheduler;
  private boolean failOnUnknownVariables;
  private int maxTemplateCharacters = DEFAULT_MAX_TEMPLATE_CHARACTERS;
  private int maxOutputCharacters = DEFAULT_MAX_OUTPUT_CHARACTERS;
  private long maxLoopIterations = DEFAULT_MAX_LOOP_ITERATIONS;
  private int maxNesting = DEFAULT_MAX_NESTING;
  private int maxCollectionElements = DEFAULT_MAX_COLLECTION_ELEMENTS;
  private long maxAllocatedBytes = DEFAULT_MAX_ALLOCATED_BYTES;
  private Duration timeLimit = DEFAULT_TIME_LIMIT;

  TemplateRendererBuilder() {}

  /**
   * Compiled templates that are kept; beyond that, those that are used rarely are compiled again.
   * Default: {@value #DEFAULT_MAXIMUM_CACHED_TEMPLATES}.
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder maximumCachedTemplates(long templates) {
    this.maximumCachedTemplates = atLeastOne("maximumCachedTemplates", templates);
    return this;
  }

  /** Compiles a template each time it is rendered. */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder cachingDisabled() {
    this.maximumCachedTemplates = 0;
    return this;
  }

  /**
   * Threads that render. Default: as many as there are processors, at most {@value #MOST_THREADS}.
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder threads(int threads) {
    this.threads = (int) atLeastOne("threads", threads);
    return this;
  }

  /**
   * Renderings that may wait for a thread; one more is refused with an {@code OverloadedException}.
   * Default: {@value #DEFAULT_QUEUE_CAPACITY}.
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder queueCapacity(int renderings) {
    this.queueCapacity = (int) atLeastOne("queueCapacity", renderings);
    return this;
  }

  /**
   * Renders on threads of another one's, which is never disposed here. Renderings that are under
   * way or wait are still limited to {@link #threads} and {@link #queueCapacity} together. Default:
   * threads of its own.
   *
   * @param scheduler one whose threads may be busy for as long as {@link #timeLimit}
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder scheduler(Scheduler scheduler) {
    this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
    return this;
  }

  /**
   * Makes it an error to use a variable, entry or element that there is not, but for {@code is
   * defined} and {@code default}. Otherwise it is empty, false and printed as nothing, as in the
   * original; going on from it ({@code unknown.member}) is an error in any case.
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder failOnUnknownVariables() {
    this.failOnUnknownVariables = true;
    return this;
  }

  /**
   * How long a template may be that is rendered, in characters (Java's, of 16 bits). Default:
   * {@value #DEFAULT_MAX_TEMPLATE_CHARACTERS}.
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder maxTemplateCharacters(int characters) {
    this.maxTemplateCharacters = (int) atLeastOne("maxTemplateCharacters", characters);
    return this;
  }

  /**
   * How long the result may be, and every text that an expression makes, in characters (Java's, of
   * 16 bits). Default: {@value #DEFAULT_MAX_OUTPUT_CHARACTERS}.
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder maxOutputCharacters(int characters) {
    this.maxOutputCharacters = (int) atLeastOne("maxOutputCharacters", characters);
    return this;
  }

  /** Rounds of all loops together. Default: {@value #DEFAULT_MAX_LOOP_ITERATIONS}. */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder maxLoopIterations(long rounds) {
    this.maxLoopIterations = atLeastOne("maxLoopIterations", rounds);
    return this;
  }

  /**
   * How deep blocks, parentheses, calls of macros, and values that are printed may be nested.
   * Default: {@value #DEFAULT_MAX_NESTING}.
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder maxNesting(int levels) {
    this.maxNesting = (int) atLeastOne("maxNesting", levels);
    return this;
  }

  /**
   * Elements of a list or map that an expression makes, ranges included. Default: {@value
   * #DEFAULT_MAX_COLLECTION_ELEMENTS}.
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder maxCollectionElements(int elements) {
    this.maxCollectionElements = (int) atLeastOne("maxCollectionElements", elements);
    return this;
  }

  /**
   * Bytes of the heap that everything takes that a rendering makes, counted as if nothing of it
   * were freed: 2 for each character, 16 for each element of a list and 64 for each of a map, 200
   * for each block whose variables a macro keeps, 128 for each value that is written as YAML.
   * Default: {@value #DEFAULT_MAX_ALLOCATED_BYTES}.
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder maxAllocatedBytes(long bytes) {
    this.maxAllocatedBytes = atLeastOne("maxAllocatedBytes", bytes);
    return this;
  }

  /**
   * How long a rendering may take once it has begun; to the microsecond, not counting the time in
   * the queue. Default: one second.
   *
   * @param limit at least a millisecond
   */
  @CanIgnoreReturnValue
  public TemplateRendererBuilder timeLimit(Duration limit) {
    if (limit.compareTo(Duration.ofMillis(1)) < 0
        || limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException(
          "timeLimit must be at least a millisecond and at most 292 years, was " + limit);
    }
    this.timeLimit = limit;
    return this;
  }

  private static long atLeastOne(String option, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, was %d".formatted(option, value));
    }
    return value;
  }

  /** The renderer. Its threads start when they are needed. */
  public TemplateRenderer build() {
    return new TemplateRenderer(this);
  }

  int threads() {
    return threads;
  }

  int queueCapacity() {
    return queueCapacity;
  }

  @Nullable Scheduler scheduler() {
    return scheduler;
  }

  Scheduler newScheduler() {
    return Schedulers.newBoundedElastic(
        threads, threads + queueCapacity, "template-renderer", IDLE_SECONDS, true);
  }

  TemplateEvaluation evaluation() {
    RenderingLimits limits =
        new RenderingLimits(
            maxTemplateCharacters,
            maxOutputCharacters,
            maxLoopIterations,
            maxNesting,
            maxCollectionElements,
            maxAllocatedBytes,
            timeLimit.toNanos());
    return new TemplateEvaluation(
        new TemplatePrograms(maximumCachedTemplates), limits, failOnUnknownVariables);
  }
}
