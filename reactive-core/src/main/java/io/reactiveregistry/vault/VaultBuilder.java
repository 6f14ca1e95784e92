package io.reactiveregistry.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.ReactiveRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** The options of a cache, made by {@link Vault#over}. Not thread-safe. */
public final class VaultBuilder {

  /** Default of {@link #maximumSize}. */
  public static final long DEFAULT_MAXIMUM_SIZE = 10_000;

  private final ReactiveRegistry registry;
  private long maximumSize = VaultOptions.UNBOUNDED;
  private long maximumWeight = VaultOptions.UNBOUNDED;
  private boolean negativeEntries = true;
  private long refreshAfterNanos = VaultOptions.UNBOUNDED;
  private boolean strict;
  private Ticker ticker = Ticker.systemTicker();
  private Executor executor = ForkJoinPool.commonPool();
  private InsertionRule insertionRule = InsertionRule.ONLY_WHILE_REGISTERED;

  VaultBuilder(ReactiveRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /**
   * Entries that are held: current versions, other versions, labels, and what is known to be absent
   * count alike. Beyond that, those that are asked for rarely are evicted. Not together with {@link
   * #maximumWeight}. Default: {@value #DEFAULT_MAXIMUM_SIZE}.
   */
  @CanIgnoreReturnValue
  public VaultBuilder maximumSize(long entries) {
    this.maximumSize = atLeastOne("maximumSize", entries);
    return this;
  }

  /**
   * Bytes of the heap that entries may take, estimated from the lengths of their texts. Not
   * together with {@link #maximumSize}. Default: no such limit, {@link #maximumSize} holds.
   */
  @CanIgnoreReturnValue
  public VaultBuilder maximumWeight(long bytes) {
    this.maximumWeight = atLeastOne("maximumWeight", bytes);
    return this;
  }

  /**
   * Whether it is remembered that a template, version or label is absent, until it is there.
   * Default: true.
   */
  @CanIgnoreReturnValue
  public VaultBuilder negativeEntries(boolean negativeEntries) {
    this.negativeEntries = negativeEntries;
    return this;
  }

  /**
   * Has an entry that is older read again when it is asked for: the reader gets what is there, and
   * the entry is replaced in the background, by one read at a time. When that fails, the next
   * reader tries again. It matters where a registry does not tell of all writes, as of edits to its
   * files; otherwise entries are dropped as soon as they are replaced. Default: {@link
   * #refreshDisabled}.
   *
   * @param age how old an entry may be, more than zero
   */
  @CanIgnoreReturnValue
  public VaultBuilder refreshAfter(Duration age) {
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException(
          "refreshAfter must be more than zero, was %s; refreshDisabled() turns it off"
              .formatted(age));
    }
    this.refreshAfterNanos = nanosOf(age);
    return this;
  }

  /** Ages that nanoseconds cannot count are never reached. */
  private static long nanosOf(Duration age) {
    return age.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0
        ? age.toNanos()
        : VaultOptions.UNBOUNDED;
  }

  /** Keeps entries however old they are. This is the default. */
  @CanIgnoreReturnValue
  public VaultBuilder refreshDisabled() {
    this.refreshAfterNanos = VaultOptions.UNBOUNDED;
    return this;
  }

  /**
   * Has each read ask for the state of the storage first, and serves only what was read in that
   * very state: it sees the writes of other processes at once, too. That costs a change of threads
   * for each read and saves decoding, and any write makes all entries outdated; so it is for
   * storage that is written rarely. Needs an {@link ObservableRegistry}. Default: writes are told,
   * as {@link Vault} describes it.
   */
  @CanIgnoreReturnValue
  public VaultBuilder strict() {
    this.strict = true;
    return this;
  }

  /** For tests of ages. */
  @CanIgnoreReturnValue
  VaultBuilder ticker(Ticker ticker) {
    this.ticker = ticker;
    return this;
  }

  /** For tests of evictions. */
  @CanIgnoreReturnValue
  VaultBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /** For tests that have to notice when old values are kept. */
  @CanIgnoreReturnValue
  VaultBuilder insertionRule(InsertionRule insertionRule) {
    this.insertionRule = insertionRule;
    return this;
  }

  private static long atLeastOne(String option, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, was %d".formatted(option, value));
    }
    return value;
  }

  /**
   * Puts the cache over the registry and begins to follow its changes. Does not block; what is read
   * before the registry has answered to that is not cached.
   *
   * @throws IllegalStateException when options contradict each other, or the registry has not what
   *     one of them needs
   */
  public Vault build() {
    requireConsistent();
    StoreReader store = new StoreReader(registry, ticker);
    TemplateCache cache = new TemplateCache(options(), store);
    return strict
        ? Vault.strict((ObservableRegistry) registry, cache)
        : Vault.coherent(registry, cache);
  }

  private VaultOptions options() {
    boolean bounded =
        maximumSize != VaultOptions.UNBOUNDED || maximumWeight != VaultOptions.UNBOUNDED;
    return new VaultOptions(
        bounded ? maximumSize : DEFAULT_MAXIMUM_SIZE,
        maximumWeight,
        negativeEntries,
        refreshAfterNanos,
        ticker,
        executor,
        insertionRule);
  }

  private void requireConsistent() {
    if (maximumSize != VaultOptions.UNBOUNDED && maximumWeight != VaultOptions.UNBOUNDED) {
      throw new IllegalStateException(
          "maximumSize is %d and maximumWeight is %d; give one of them"
              .formatted(maximumSize, maximumWeight));
    }
    if (strict && refreshAfterNanos != VaultOptions.UNBOUNDED) {
      throw new IllegalStateException(
          "strict() reads again what is outdated, so refreshAfter has nothing to do; give one of them");
    }
    if (strict && !(registry instanceof ObservableRegistry)) {
      throw new IllegalStateException(
          "strict() needs the state number of an ObservableRegistry, which %s is not; leave it out"
              .formatted(registry.getClass().getName()));
    }
  }
}
