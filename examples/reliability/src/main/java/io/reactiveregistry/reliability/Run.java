package io.reactiveregistry.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What an experiment is given.
 *
 * @param scale how much to do
 * @param seed what all chances come from, so that a run can be repeated
 * @param directory an empty directory of its own on a real disk, deleted afterwards
 * @param progress told in words how far it is, for somebody who waits
 */
public record Run(Scale scale, long seed, Path directory, Consumer<String> progress) {

  /** A source of chances for one part of the experiment, independent of all other parts. */
  public RandomGenerator random(long part) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 0x9E3779B97F4A7C15L + part);
  }

  /** A new, empty directory below the run's own. */
  public Path newDirectory(String name) throws IOException {
    return Files.createTempDirectory(directory, name + "-");
  }
}
