package io.reactiveregistry.webflux;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** The control: without it, that no other test finds a blocking call would prove nothing. */
class BlockingDetectionTest {

  @Test
  void aBlockingCallOnAThreadThatMustNotBlockIsFound() {
    Mono.fromCallable(() -> new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS))
        .subscribeOn(Schedulers.parallel())
        .as(StepVerifier::create)
        .verifyError(BlockingOperationError.class);
  }
}
