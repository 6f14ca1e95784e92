package io.reactiveregistry.jinja;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Compiled templates, by their text: equal content hashes mean equal texts, and the hash of a text
 * that is at hand already is cheaper than that of the whole template. Never blocks: two threads
 * that need the same one at the same moment may both compile it.
 */
final class TemplatePrograms {

  private final @Nullable Cache<String, Block> cache;

  /**
   * @param maximum how many are kept; 0 for none
   */
  TemplatePrograms(long maximum) {
    this.cache =
        maximum == 0
            ? null
            : Caffeine.newBuilder().maximumSize(maximum).executor(Runnable::run).build();
  }

  /** The program of a text; what is malformed is not kept, and found out again. */
  Block of(String template, Rendering rendering) {
    if (cache == null) {
      return TemplateCompiler.compile(template, rendering);
    }
    Block cached = cache.getIfPresent(template);
    if (cached != null) {
      return cached;
    }
    Block compiled = TemplateCompiler.compile(template, rendering);
    cache.put(template, compiled);
    return compiled;
  }

  long size() {
    return cache == null ? 0 : cache.estimatedSize();
  }
}
