package io.reactiveregistry.lmdb;

/** What puts a problem right. */
@FunctionalInterface
interface Fix {

  void applyTo(RepairTransaction transaction);
}
