package io.reactiveregistry.architecture.broken.vault;

import com.github.difflib.DiffUtils;
import io.reactiveregistry.architecture.broken.lmdb.BrokenEngine;

/** A cache that knows the engine, and the comparison of texts. */
public class BrokenVault {

  public Class<?> engine = BrokenEngine.class;
  public Class<?> comparison = DiffUtils.class;
}
