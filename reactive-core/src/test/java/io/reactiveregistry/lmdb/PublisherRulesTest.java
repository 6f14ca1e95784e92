package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.metrics.RegistryMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;
import reactor.core.publisher.Flux;

/** Every publisher of the registry keeps the rules of Reactive Streams: its TCK, run from JUnit. */
class PublisherRulesTest {

  private static final int ELEMENTS = 2000;

  @TempDir static Path directory;

  private static LmdbRegistry registry;
  private static LmdbRegistry measured;

  @BeforeAll
  static void open() {
    registry = LmdbRegistry.builder(directory).durability(Durability.NO_SYNC).open();
    measured =
        LmdbRegistry.builder(directory.resolve("measured"))
            .durability(Durability.NO_SYNC)
            .metrics(new RegistryMetrics() {})
            .open();
    measured.save(Samples.template("a")).block(Samples.TIMEOUT);
    registry.saveBatch(Samples.templates(ELEMENTS)).block(Samples.TIMEOUT);
  }

  @AfterAll
  static void close() {
    registry.close();
    measured.close();
  }

  @Test
  void load() {
    verify(LoadVerification.class);
  }

  @Test
  void listIds() {
    verify(ListVerification.class);
  }

  @Test
  void loadAll() {
    verify(LoadAllVerification.class);
  }

  @Test
  void save() {
    verify(SaveVerification.class);
  }

  @Test
  void saveAll() {
    verify(SaveAllVerification.class);
  }

  @Test
  void loadWhereItIsMeasured() {
    verify(MeasuredLoadVerification.class);
  }

  @Test
  void saveWhereItIsMeasured() {
    verify(MeasuredSaveVerification.class);
  }

  private static void verify(Class<?> verification) {
    XmlSuite suite = new XmlSuite();
    XmlTest test = new XmlTest(suite);
    test.setClasses(List.of(new XmlClass(verification)));
    TestNG runner = new TestNG(false);
    runner.setXmlSuites(List.of(suite));
    TestListenerAdapter results = new TestListenerAdapter();
    runner.addListener(results);
    runner.run();

    assertThat(results.getFailedTests())
        .as("rules broken by %s", verification.getSimpleName())
        .allSatisfy(failed -> assertThat(failed.getThrowable()).doesNotThrowAnyException());
    assertThat(results.getPassedTests()).hasSizeGreaterThanOrEqualTo(10);
  }

  /** What the verifications have in common; TestNG finds them by their annotations. */
  abstract static class Verification<T> extends PublisherVerification<T> {

    /** How long a cancelled subscriber may still be referred to, on a busy machine. */
    private static final int REFERENCE_TIMEOUT_MILLIS = 1_000;

    private final LongFunction<Publisher<T>> publisher;
    private final long maxElements;

    Verification(LongFunction<Publisher<T>> publisher, long maxElements) {
      super(new TestEnvironment(10_000, 50, 50), REFERENCE_TIMEOUT_MILLIS);
      this.publisher = publisher;
      this.maxElements = maxElements;
    }

    @Override
    public Publisher<T> createPublisher(long elements) {
      return publisher.apply(elements);
    }

    @Override
    public Publisher<T> createFailedPublisher() {
      return null; // a registry signals onSubscribe before any error
    }

    @Override
    public long maxElementsFromPublisher() {
      return maxElements;
    }
  }

  /** {@code load(id)}. */
  public static final class LoadVerification extends Verification<TemplateSpec> {
    public LoadVerification() {
      super(elements -> registry.load("template-000001"), 1);
    }
  }

  /** {@code listIds()}. */
  public static final class ListVerification extends Verification<String> {
    public ListVerification() {
      super(elements -> registry.listIds().take(elements), ELEMENTS);
    }
  }

  /** {@code loadAll(ids)}. */
  public static final class LoadAllVerification extends Verification<TemplateSpec> {
    public LoadAllVerification() {
      super(elements -> registry.loadAll(registry.listIds().take(elements)), ELEMENTS);
    }
  }

  /** {@code save(spec)}. */
  public static final class SaveVerification extends Verification<Commit> {
    public SaveVerification() {
      super(elements -> registry.save(Samples.template("saved")), 1);
    }
  }

  /** {@code load(id)}, measured. */
  public static final class MeasuredLoadVerification extends Verification<TemplateSpec> {
    public MeasuredLoadVerification() {
      super(elements -> measured.load("a"), 1);
    }
  }

  /** {@code save(spec)}, measured. */
  public static final class MeasuredSaveVerification extends Verification<Commit> {
    public MeasuredSaveVerification() {
      super(elements -> measured.save(Samples.template("saved")), 1);
    }
  }

  /** {@code saveAll(specs, 1)}. */
  public static final class SaveAllVerification extends Verification<Commit> {
    public SaveAllVerification() {
      super(
          elements ->
              registry.saveAll(
                  Flux.fromIterable(Samples.templates((int) Math.min(elements, ELEMENTS))), 1),
          ELEMENTS);
    }
  }
}
