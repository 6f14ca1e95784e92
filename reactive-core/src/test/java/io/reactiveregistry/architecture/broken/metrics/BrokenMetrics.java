package io.reactiveregistry.architecture.broken.metrics;

import io.reactiveregistry.architecture.broken.BrokenContract;

/** A recorder that knows the contract. */
public class BrokenMetrics {

  public BrokenContract contract = new BrokenContract();
}
