package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Random loads from a store of many templates: with many in flight, and one after another. */
final class LoadBenchmark implements AutoCloseable {

  private static final String REGISTRY = "registry";
  private static final String WRAPPER = "blocking read on boundedElastic";
  private static final String BLOCKING = "blocking reads, a thread for each core";
  private static final int PROMISED_IN_FLIGHT = 64;
  private static final List<Integer> IN_FLIGHT = List.of(1, 16, PROMISED_IN_FLIGHT, 256);
  private static final int FILL_BATCH = 1_000;
  private static final int DRAWN_IDS = 1 << 20;

  private final Setting setting;
  private final RandomIds ids;
  private final LmdbRegistry registry;
  private final RawStore rawStore;
  private final Scheduler elastic;
  private final ExecutorService threads;

  /** Opens and fills two stores with the same templates: one is the registry's. */
  LoadBenchmark(Setting setting) throws IOException {
    this.setting = setting;
    int templates = setting.scale().loading().templates();
    ids = new RandomIds(templates, DRAWN_IDS);
    registry =
        LmdbRegistry.builder(setting.directory().create("registry"))
            .readerThreads(setting.readers())
            .open();
    rawStore = new RawStore(setting.directory().create("raw"));
    elastic = Schedulers.newBoundedElastic(setting.readers(), Integer.MAX_VALUE, "wrapper");
    threads = Executors.newFixedThreadPool(setting.readers());
    fill(templates);
  }

  private void fill(int templates) {
    setting.progress().report("load: filling two stores with %,d templates".formatted(templates));
    Flux.range(0, templates)
        .map(number -> SampleTemplates.template(number, 0))
        .buffer(FILL_BATCH)
        .concatMap(batch -> registry.saveBatch(batch).doOnSubscribe(s -> rawStore.save(batch)))
        .blockLast();
  }

  /** Loads with many in flight. */
  void concurrent(Results results) throws Exception {
    int loads = setting.scale().loading().concurrent();
    List<Contender> contenders = new ArrayList<>();
    for (int inFlight : IN_FLIGHT) {
      contenders.add(reactive(REGISTRY, registry::load, loads, inFlight));
      contenders.add(reactive(WRAPPER, wrapper(), loads, inFlight));
    }
    List<RawReader> readers =
        Stream.generate(rawStore::newReader).limit(setting.readers()).toList();
    contenders.add(new BlockingLoads(BLOCKING, threads, readers, ids, loads));

    Measurements measured = setting.comparison().run("load", contenders);
    for (int inFlight : IN_FLIGHT) {
      boolean promised = inFlight == PROMISED_IN_FLIGHT;
      String description = named("load", inFlight);
      String contender = named(REGISTRY, inFlight);
      results.add(
          measured.ratio(
              description,
              contender,
              named(WRAPPER, inFlight),
              promised ? Bar.LOAD_OVER_WRAPPER : null));
      results.add(
          measured.ratio(
              description, contender, BLOCKING, promised ? Bar.LOAD_OVER_BLOCKING : null));
    }
    results.add(measured);
  }

  private Contender reactive(
      String name, Function<String, Mono<TemplateSpec>> load, int loads, int inFlight) {
    return new ReactiveLoads(named(name, inFlight), load, ids, loads, inFlight);
  }

  private static String named(String name, int inFlight) {
    return "%s, %d in flight".formatted(name, inFlight);
  }

  /** Loads one after another. */
  void sequential(Results results) throws Exception {
    int loads = setting.scale().loading().sequential();
    Measurements measured =
        setting
            .comparison()
            .run(
                "sequential load",
                List.of(
                    new ReactiveLoads(
                        REGISTRY, registry::load, ids, loads, ReactiveLoads.ONE_AFTER_ANOTHER),
                    new ReactiveLoads(
                        WRAPPER, wrapper(), ids, loads, ReactiveLoads.ONE_AFTER_ANOTHER)));
    results.add(
        measured.ratio(
            "load, one after another", REGISTRY, WRAPPER, Bar.SEQUENTIAL_LOAD_OVER_WRAPPER));
    results.add(measured);
  }

  /** What one writes to keep a blocking store off an event loop, with nothing wasted. */
  private Function<String, Mono<TemplateSpec>> wrapper() {
    ThreadLocal<RawReader> reader = ThreadLocal.withInitial(rawStore::newReader);
    return id -> Mono.fromCallable(() -> reader.get().load(id)).subscribeOn(elastic);
  }

  @Override
  public void close() {
    threads.shutdown();
    elastic.disposeGracefully().block();
    rawStore.close();
    registry.close();
  }
}
