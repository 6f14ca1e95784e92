package io.reactiveregistry.lmdb;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Lets the TCK's own subscribers wait for the test that reads from them. Otherwise BlockHound would
 * stop them, now and then and only when both meet, and the TCK would miss a signal.
 */
public final class PublisherRulesBlockHoundIntegration implements BlockHoundIntegration {

  private static final String ENVIRONMENT = "org.reactivestreams.tck.TestEnvironment";

  @Override
  public void applyTo(BlockHound.Builder builder) {
    builder
        .allowBlockingCallsInside(ENVIRONMENT + "$Receptacle", "add")
        .allowBlockingCallsInside(ENVIRONMENT + "$Receptacle", "complete")
        .allowBlockingCallsInside(ENVIRONMENT + "$Promise", "complete")
        .allowBlockingCallsInside(ENVIRONMENT + "$Latch", "close")
        .allowBlockingCallsInside(ENVIRONMENT, "flop");
  }
}
