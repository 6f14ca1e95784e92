package io.reactiveregistry.architecture.broken.error;

import io.reactiveregistry.architecture.broken.BrokenContract;

/** An error that knows the contract. */
public class BrokenError {

  public BrokenContract contract = new BrokenContract();
}
