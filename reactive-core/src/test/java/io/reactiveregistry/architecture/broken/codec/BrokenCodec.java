package io.reactiveregistry.architecture.broken.codec;

import io.reactiveregistry.architecture.broken.lmdb.BrokenEngine;
import org.lmdbjava.Env;

/** A codec that knows the engine, and LMDB. */
public class BrokenCodec {

  public Class<?> engine = BrokenEngine.class;
  public Class<?> lmdb = Env.class;
}
