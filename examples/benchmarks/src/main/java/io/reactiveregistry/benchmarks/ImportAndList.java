package io.reactiveregistry.benchmarks;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Imports many templates, lists them and loads some, and prints how long that took and how much
 * heap was in use; run in a Java virtual machine of its own by {@link SmallHeapImport}.
 *
 * <p>Arguments: the directory of the store and the number of templates.
 */
final class ImportAndList {

  private static final int BATCH = 1_000;
  private static final int LOADS = 10_000;
  private static final int LOADS_IN_FLIGHT = 64;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final int templates;
  private long peakHeap;

  private ImportAndList(int templates) {
    this.templates = templates;
  }

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    ImportAndList work = new ImportAndList(Integer.parseInt(arguments[1]));
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      work.run(registry);
    }
  }

  private void run(ReactiveRegistry registry) {
    print("importSeconds", seconds(importAll(registry), templates));
    print("listSeconds", seconds(list(registry), templates));
    print("loadsPerSecond", LOADS / seconds(load(registry), LOADS));
    print("peakHeapBytes", (double) peakHeap);
  }

  private Mono<Long> importAll(ReactiveRegistry registry) {
    Flux<TemplateSpec> generated =
        Flux.range(0, templates).map(number -> SampleTemplates.template(number, 0));
    return registry
        .saveAll(generated, BATCH)
        .doOnNext(commit -> sampleHeap())
        .reduce(0L, (saved, commit) -> saved + commit.saved());
  }

  private Mono<Long> list(ReactiveRegistry registry) {
    return registry
        .listIds()
        .index()
        .doOnNext(
            id -> {
              if (id.getT1() % BATCH == 0) {
                sampleHeap();
              }
            })
        .count();
  }

  private Mono<Long> load(ReactiveRegistry registry) {
    RandomIds ids = new RandomIds(templates, LOADS);
    return Flux.range(0, LOADS)
        .flatMap(index -> registry.load(ids.at(0, index)), LOADS_IN_FLIGHT)
        .count();
  }

  private static double seconds(Mono<Long> work, int expected) {
    long start = System.nanoTime();
    Completeness.require(expected, work.block());
    return (System.nanoTime() - start) / 1e9;
  }

  private void sampleHeap() {
    peakHeap = Math.max(peakHeap, memory.getHeapMemoryUsage().getUsed());
  }

  private static void print(String name, double value) {
    System.out.println(name + "=" + value);
  }
}
