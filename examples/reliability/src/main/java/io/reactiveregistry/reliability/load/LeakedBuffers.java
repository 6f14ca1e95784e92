package io.reactiveregistry.reliability.load;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;

/** Has every buffer that is collected without having been given back be a violation. */
final class LeakedBuffers extends ResourceLeakDetectorFactory {

  private final Findings findings;

  private LeakedBuffers(Findings findings) {
    this.findings = findings;
  }

  /** To be called before there is any buffer. */
  static void become(Findings findings) {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new LeakedBuffers(findings));
  }

  @Override
  @SuppressWarnings("deprecation") // there is no other way to be told
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(
      Class<T> resource, int samplingInterval, long maxActive) {
    return new Detector<>(resource, samplingInterval, findings);
  }

  private static final class Detector<T> extends ResourceLeakDetector<T> {

    private final Findings findings;

    Detector(Class<?> resource, int samplingInterval, Findings findings) {
      super(resource, samplingInterval);
      this.findings = findings;
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      findings.violation("a %s was lost: %s".formatted(resourceType, records));
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      findings.violation("a %s was lost".formatted(resourceType));
    }
  }
}
