package io.reactiveregistry.webflux;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.lmdb.StorageInfo;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The options of the routes, begun by {@link TemplateRoutes#over}. Not thread-safe. */
public final class TemplateRoutesBuilder {

  /** Default of {@link #maxBodyBytes}: 1 MiB. */
  public static final int DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

  /** Default of {@link #bodyTimeout}: 10 seconds. */
  public static final Duration DEFAULT_BODY_TIMEOUT = Duration.ofSeconds(10);

  /** Default of {@link #clientTimeout}: 60 seconds. */
  public static final Duration DEFAULT_CLIENT_TIMEOUT = Duration.ofSeconds(60);

  /** Default of {@link #heartbeat}: 15 seconds. */
  public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

  /** Default of {@link #maxImportBatchSize}. */
  public static final int DEFAULT_MAX_IMPORT_BATCH_SIZE = 1_000;

  /** Default of {@link #maxImportBatchBytes}: 8 MiB. */
  public static final int DEFAULT_MAX_IMPORT_BATCH_BYTES = 8 * 1024 * 1024;

  /** Default of {@link #representationCacheBytes}: 16 MiB. */
  public static final long DEFAULT_REPRESENTATION_CACHE_BYTES = 16L * 1024 * 1024;

  private final ReactiveRegistry registry;
  private final Set<RouteGroup> groups = EnumSet.allOf(RouteGroup.class);
  private String basePath = "";
  private boolean readOnly;
  private int maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
  private Duration bodyTimeout = DEFAULT_BODY_TIMEOUT;
  private Duration clientTimeout = DEFAULT_CLIENT_TIMEOUT;
  private Duration heartbeat = DEFAULT_HEARTBEAT;
  private int maxImportBatchSize = DEFAULT_MAX_IMPORT_BATCH_SIZE;
  private int maxImportBatchBytes = DEFAULT_MAX_IMPORT_BATCH_BYTES;
  private long representationCacheBytes = DEFAULT_REPRESENTATION_CACHE_BYTES;
  private Mono<Void> shutdown = Mono.never();
  private @Nullable Mono<StorageInfo> storage;

  TemplateRoutesBuilder(ReactiveRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /**
   * What stands before {@code /templates} and the other paths. Default: nothing. Routes that are
   * nested have what they are nested under before that.
   *
   * @param basePath empty, or a path as {@code /prompts} that begins with a slash and ends without
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder basePath(String basePath) {
    if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
      throw new IllegalArgumentException(
          "basePath must be empty, or begin with a slash and end without one, was '%s'; use '/prompts', for example"
              .formatted(basePath));
    }
    this.basePath = basePath;
    return this;
  }

  /** Leaves out groups of routes: their paths are as if they did not exist. Default: none. */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder without(RouteGroup... left) {
    groups.removeAll(Set.of(left));
    return this;
  }

  /**
   * Offers what reads only. A method that writes is answered with 405, as one that the resource
   * does not have; what can only write, as {@code /import}, with 403. Default: writes are offered.
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder readOnly() {
    this.readOnly = true;
    return this;
  }

  /**
   * The largest body of a request that is read, in bytes, and the largest line or document of an
   * import; a larger one is answered with 413. Default: 1 MiB.
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder maxBodyBytes(int bytes) {
    this.maxBodyBytes = atLeastOne("maxBodyBytes", bytes);
    return this;
  }

  /**
   * How long the body of a request may take to arrive, and how long a client that imports may
   * pause; then it is answered with 408. Default: 10 seconds.
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder bodyTimeout(Duration timeout) {
    this.bodyTimeout = positive("bodyTimeout", timeout);
    return this;
  }

  /**
   * How long a client may take nothing of an answer that is streamed: a list, an export, the
   * changes, or what an import has done; then its connection is closed. Nothing is held meanwhile
   * but what it was about to take. On Reactor Netty the connection is closed at once; on other
   * servers the answer is ended with an error, and their own time-outs count, too. Default: 60
   * seconds.
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder clientTimeout(Duration timeout) {
    this.clientTimeout = positive("clientTimeout", timeout);
    return this;
  }

  /**
   * How often {@code /changes} sends a comment when nothing happens, so that nobody between takes
   * the connection for dead. Default: 15 seconds.
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder heartbeat(Duration interval) {
    this.heartbeat = positive("heartbeat", interval);
    return this;
  }

  /**
   * The largest batch that an import may ask for. Default: {@value #DEFAULT_MAX_IMPORT_BATCH_SIZE}.
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder maxImportBatchSize(int templates) {
    this.maxImportBatchSize = atLeastOne("maxImportBatchSize", templates);
    return this;
  }

  /**
   * How many bytes of an import make a batch, however few templates they are: an import holds two
   * batches, the one that is written and the one that is read. Default: 8 MiB.
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder maxImportBatchBytes(int bytes) {
    this.maxImportBatchBytes = atLeastOne("maxImportBatchBytes", bytes);
    return this;
  }

  /**
   * How many bytes are kept of templates that were answered, in JSON and in YAML each, so that a
   * template which the registry keeps in memory, as a {@code Vault} does, is not written anew for
   * each request. 0 keeps nothing. Default: 16 MiB.
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder representationCacheBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "representationCacheBytes must be at least 0, was %d".formatted(bytes));
    }
    this.representationCacheBytes = bytes;
    return this;
  }

  /**
   * Ends the streams of changes when it completes; they would keep a server from stopping
   * otherwise. Default: they end when the client leaves or the registry is closed.
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder shutdown(Mono<Void> signal) {
    this.shutdown = Objects.requireNonNull(signal, "signal");
    return this;
  }

  /**
   * Has {@code /stats} tell the sizes of the store, too. It is subscribed to for each request.
   * Default: only what every registry knows.
   *
   * @param storage for example {@code lmdbRegistry.storage()}
   */
  @CanIgnoreReturnValue
  public TemplateRoutesBuilder storage(Mono<StorageInfo> storage) {
    this.storage = Objects.requireNonNull(storage, "storage");
    return this;
  }

  /** The routes, with the options as they are now. */
  public RouterFunction<ServerResponse> build() {
    RequestBody body = new RequestBody(maxBodyBytes, bodyTimeout);
    StreamedAnswer streamed = new StreamedAnswer(clientTimeout);
    TemplateBody templates = new TemplateBody(body);
    RouteTable table = new RouteTable(basePath, Set.copyOf(groups), readOnly);
    return table.routes(
        new TemplateHandler(
            registry, templates, streamed, new Representations(representationCacheBytes)),
        new VersionHandler(registry, body),
        new LabelHandler(registry, body),
        new ReleaseHandler(registry, body),
        new ImportHandler(
            registry, new ImportOptions(body, maxImportBatchSize, maxImportBatchBytes), streamed),
        new ExportHandler(registry, streamed),
        new ChangesHandler(ChangeEvents.of(registry, heartbeat), shutdown, streamed),
        new StatsHandler(registry, storage));
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, was %d".formatted(option, value));
    }
    return value;
  }

  private static Duration positive(String option, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "%s must be more than zero, was %s".formatted(option, value));
    }
    return value;
  }
}
