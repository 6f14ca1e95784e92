package io.reactiveregistry.architecture.broken.datafile;

import io.reactiveregistry.architecture.broken.BrokenContract;

/** A reader of files that knows what is in them. */
public class BrokenDataFile {

  public BrokenContract contract = new BrokenContract();
}
