package io.reactiveregistry.jinja;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of one template: where it stands, and what it has taken so far. Everything that
 * loops or makes a value comes by here, so nothing runs on when a limit is reached.
 *
 * <p>Used by one thread.
 */
final class Rendering {

  /** How much work is done between two looks at the clock: some microseconds. */
  private static final long WORK_BETWEEN_LOOKS = 4096;

  private static final long OBJECT_BYTES = 32;
  private static final long ELEMENT_BYTES = 16;

  /** A linked map with its table, and an entry of it. */
  private static final long MAP_BYTES = 144;

  private static final long ENTRY_BYTES = 64;

  /** The variables of a block, as long as something may use them. */
  private static final long SCOPE_BYTES = 200;

  /** What a value is for the library that writes YAML. */
  private static final long YAML_NODE_BYTES = 128;

  private final RenderingLimits limits;
  private final boolean strict;
  private final BooleanSupplier cancelled;
  private final long startedNanos = System.nanoTime();
  private long workUntilLook = WORK_BETWEEN_LOOKS;
  private long allocatedBytes;
  private long iterations;
  private int depth;
  private int line = 1;
  private @Nullable String expression;

  /**
   * @param strict whether using an unknown variable is an error
   * @param cancelled whether nobody waits for the result any more
   */
  Rendering(RenderingLimits limits, boolean strict, BooleanSupplier cancelled) {
    this.limits = limits;
    this.strict = strict;
    this.cancelled = cancelled;
  }

  RenderingLimits limits() {
    return limits;
  }

  boolean isStrict() {
    return strict;
  }

  int line() {
    return line;
  }

  @Nullable String expression() {
    return expression;
  }

  /** From here on, problems are those of this place. */
  void moveTo(int line, @Nullable String expression) {
    this.line = line;
    this.expression = expression;
    work(1);
  }

  /** Accounts for steps of which each takes some nanoseconds. */
  void work(long steps) {
    workUntilLook -= steps;
    if (workUntilLook <= 0) {
      workUntilLook = WORK_BETWEEN_LOOKS;
      requireTime();
    }
  }

  private void requireTime() {
    if (cancelled.getAsBoolean()) {
      throw RenderingProblem.of("nobody waits for the result any more");
    }
    if (System.nanoTime() - startedNanos > limits.timeNanos()) {
      throw RenderingProblem.ofLimit(
          "rendering", limits.timeNanos() / 1_000_000, "ms", "timeLimit");
    }
  }

  /** A text of this length is made. */
  void allocateText(long characters) {
    allocate(OBJECT_BYTES + 2 * characters);
    work(1 + characters / 16);
  }

  /** Characters are added to a text that is being made. */
  void allocateCharacters(long characters) {
    allocate(2 * characters);
    work(1 + characters / 16);
  }

  /** A list or map of this size is made. */
  void allocateCollection(long elements) {
    requireCollectionSize(elements);
    allocate(OBJECT_BYTES + ELEMENT_BYTES * elements);
    work(1 + elements);
  }

  /** An element is added to a list or map that is being made. */
  void allocateElement(long sizeWithIt) {
    requireCollectionSize(sizeWithIt);
    allocate(ELEMENT_BYTES);
    work(1);
  }

  /** A map of this size is made. */
  void allocateMap(long entries) {
    requireCollectionSize(entries);
    allocate(MAP_BYTES + ENTRY_BYTES * entries);
    work(1 + entries);
  }

  /** Something is made that keeps the variables of so many blocks. */
  void allocateScopes(int scopes) {
    allocate(SCOPE_BYTES * scopes);
    work(scopes);
  }

  /** A value is handed to the library that writes YAML. */
  void allocateYamlNode() {
    allocate(YAML_NODE_BYTES);
    work(16);
  }

  private void requireCollectionSize(long elements) {
    if (elements > limits.collectionElements()) {
      throw RenderingProblem.ofLimit(
          "a list or map", limits.collectionElements(), "elements", "maxCollectionElements");
    }
  }

  private void allocate(long bytes) {
    allocatedBytes += bytes;
    if (allocatedBytes > limits.allocatedBytes()) {
      throw RenderingProblem.ofLimit(
          "what the expressions make", limits.allocatedBytes(), "bytes", "maxAllocatedBytes");
    }
  }

  /** Refuses a text before it is made. */
  void requireTextLength(long characters) {
    if (characters > limits.outputCharacters()) {
      throw RenderingProblem.ofLimit(
          "a text", limits.outputCharacters(), "characters", "maxOutputCharacters");
    }
  }

  /** A loop begins another round. */
  void iterate() {
    if (++iterations > limits.loopIterations()) {
      throw RenderingProblem.ofLimit(
          "the number of rounds of all loops",
          limits.loopIterations(),
          "in all",
          "maxLoopIterations");
    }
    work(16);
  }

  /** A macro is called, or a nested value entered. */
  void enter() {
    if (++depth > limits.nesting()) {
      throw RenderingProblem.ofLimit(
          "the nesting of calls and values", limits.nesting(), "levels", "maxNesting");
    }
    work(16);
  }

  void leave() {
    depth--;
  }
}
