package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The child that dies: opens a store, tells what is in it, and writes unit after unit until the
 * end, saying {@code ack} and its number once each is complete. It tells what changes, too, if it
 * is given the revision after which it has to follow.
 */
final class WriterMain {

  private static final int READS_UNDER_WAY = 4;

  private final LmdbRegistry registry;
  private final WriterOptions options;
  private final long seed;

  private WriterMain(LmdbRegistry registry, WriterOptions options, long seed) {
    this.registry = registry;
    this.options = options;
    this.seed = seed;
  }

  public static void main(String[] arguments) throws IOException {
    Path store = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    WriterOptions options = WriterOptions.parse(Arrays.asList(arguments).subList(2, 7));
    loadLibrary();
    long opening = System.nanoTime();
    LmdbRegistry registry = options.open(store);
    Protocol.opened(System.nanoTime() - opening);
    StoreDump.of(registry).forEach(Protocol::state);
    Protocol.ready();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String[] begin = in.readLine().split(" ", 2);
    WriterMain writer = new WriterMain(registry, options, seed);
    if (begin.length > 1) {
      writer.follow(Long.parseLong(begin[1]));
    }
    writer.write(Integer.parseInt(begin[0]));
  }

  /** The time of an opening is not to be that of starting a virtual machine. */
  private static void loadLibrary() throws IOException {
    Path other = Files.createTempDirectory("warm-up");
    LmdbRegistry.builder(other).open().close();
  }

  private void follow(long after) {
    FollowerMain.tell(registry.changes(after), options.window())
        .subscribe(nothing -> {}, Protocol::fail);
  }

  private void write(int first) {
    read();
    Flux.range(first / WriteUnit.BLOCK, Integer.MAX_VALUE - first)
        .concatMap(block -> writeBlock(block, first))
        .then()
        .block();
  }

  private Flux<Integer> writeBlock(int block, int first) {
    int end = (block + 1) * WriteUnit.BLOCK;
    int begin = Math.max(first, block * WriteUnit.BLOCK);
    Flux<WriteUnit> units =
        Flux.range(begin, end - begin).map(number -> WriteUnit.of(seed, number));
    return WriteUnit.isStreamed(seed, block)
        ? stream(units, begin)
        : units.flatMap(this::write, options.window());
  }

  private Flux<Integer> stream(Flux<WriteUnit> units, int begin) {
    AtomicInteger next = new AtomicInteger(begin);
    Flux<TemplateSpec> specs = units.flatMapIterable(WriteUnit::saves);
    return registry
        .saveAll(specs, WriteUnit.STREAMED_BATCH)
        .map(commit -> next.getAndIncrement())
        .doOnNext(Protocol::acknowledge);
  }

  private Mono<Integer> write(WriteUnit unit) {
    if (options.early()) {
      Protocol.acknowledge(unit.number());
    }
    return unit.write(registry)
        .map(commit -> unit.number())
        .onErrorResume(TemplateNotFoundException.class, refused -> Mono.just(unit.number()))
        .doOnNext(number -> acknowledgeUnlessEarly(number));
  }

  private void acknowledgeUnlessEarly(int number) {
    if (!options.early()) {
      Protocol.acknowledge(number);
    }
  }

  /** Reads beside the writes, so that the process dies with readers too. */
  private void read() {
    List<Mono<?>> reads =
        List.of(registry.count(), registry.listIds().next(), registry.find("prompt-07"));
    Flux.range(0, Integer.MAX_VALUE)
        .flatMap(i -> reads.get(i % reads.size()).then(), READS_UNDER_WAY)
        .subscribe(nothing -> {}, Protocol::fail);
  }
}
