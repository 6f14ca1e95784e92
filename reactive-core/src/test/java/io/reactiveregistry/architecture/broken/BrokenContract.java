package io.reactiveregistry.architecture.broken;

import io.reactiveregistry.architecture.broken.codec.BrokenCodec;
import reactor.core.publisher.Mono;

/** Breaks every rule that a class of the contract can break. Never run. */
public class BrokenContract {

  public BrokenCodec codec = new BrokenCodec();

  public void print() {
    System.out.println("printed");
    new IllegalStateException().printStackTrace();
  }

  public void sleep() throws InterruptedException {
    Thread.sleep(1);
  }

  public void waitSomewhereElse() {
    Mono.empty().block();
  }

  public void close() {
    Mono.empty().block();
  }
}
